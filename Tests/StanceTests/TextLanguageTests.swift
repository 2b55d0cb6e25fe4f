import Stance
import Testing

/// Which texts are read as English.
struct TextLanguageTests {
  private static let classifier = try? Classifier()

  private static let foreign = [
    """
    Der Minister hat am Montag erklärt, dass die Gespräche mit der Gegenseite gut verlaufen sind und
    dass der Hafen im Mai wieder geöffnet wird, wenn alle Seiten zustimmen.
    """,
    """
    De minister zei maandag dat de gesprekken met de andere partij goed zijn verlopen en dat de haven
    in mei weer open is, als het aan hem ligt.
    """,
    """
    Le ministre a déclaré lundi que les pourparlers avec l'autre partie se sont bien passés et que le
    port sera rouvert en mai si tout le monde est d'accord.
    """,
    """
    El ministro dijo el lunes que las conversaciones con la otra parte fueron bien y que el puerto se
    abrirá de nuevo en mayo si todos están de acuerdo.
    """,
    """
    Nazir bazar ertəsi bildirib ki, qarşı tərəflə danışıqlar yaxşı keçib və hamı razılaşarsa, liman may
    ayında yenidən açılacaq və gəmilər yük daşımağa başlayacaq.
    """,
    """
    Bakan pazartesi günü karşı tarafla yapılan görüşmelerin iyi geçtiğini ve herkes kabul ederse limanın
    mayıs ayında yeniden açılacağını, gemilerin yük taşıyacağını söyledi.
    """,
    """
    Министр заявил в понедельник, что переговоры с другой стороной прошли хорошо и что порт снова
    откроется в мае, если все стороны согласятся с этим решением.
    """,
    """
    Ministeren sagde mandag, at samtalerne med den anden part var gået godt, og at havnen åbner igen i
    maj, hvis alle er enige om det og ingen siger nej.
    """,
    "部长星期一表示，与对方的会谈进展顺利，如果各方同意，港口将于五月重新开放，船只将开始运输货物。",
    "قال الوزير يوم الاثنين إن المحادثات مع الطرف الآخر سارت على ما يرام وإن الميناء سيفتح في مايو.",
  ]

  @Test(arguments: foreign)
  func `a text in another language has sentences but no acts`(_ text: String) throws {
    let reading = try #require(Self.classifier).label(text)
    #expect(reading.language == "other")
    #expect(!reading.sentences.isEmpty)
    #expect(reading.sentences.allSatisfy { $0.acts.isEmpty })
    #expect(reading.attributions.isEmpty)
  }

  @Test(arguments: [
    "The minister said on Monday that the talks had gone well and that the port would open in May.",
    "Əliyev met Şahin Öz in Gəncə and Şəki; Tô Lâm met Łukasz Żak in Łódź and said that all was well.",
    "Ja.",
    "",
    "Minister denies rift. Bank backs plan. Port opens in May. Crowd cheers as ships leave the harbour.",
  ])
  func `an English or a short text is English`(_ text: String) throws {
    #expect(try #require(Self.classifier).label(text).language == "en")
  }
}

/// What English does not inflect by rule, as text: one entry a line, other forms after the lemma.
///
/// Equal choices are joined by `/`, a form that does not exist is `-`.
enum InflectionLists {
  /// Verbs with a paradigm of their own: lemma, present, past, past participle, -ing.
  static let paradigms: StaticString = """
    be am/are/is was/were been being
    have has had had having
    do does did done doing
    can can could - -
    will will would - -
    shall shall should - -
    may may might - -
    must must - - -
    ought ought - - -
    might might - - -
    could could - - -
    would would - - -
    should should - - -
    beware - - - -
    """

  /// Irregular verbs: lemma, past, past participle.
  static let verbs: StaticString = """
    abide abided/abode abided/abode
    alight alighted/alit alighted/alit
    arise arose arisen
    awake awoke/awaked awoken/awaked
    babysit babysat babysat
    backbite backbit backbitten
    backslide backslid backslid
    bear bore borne/born
    beat beat beaten/beat
    become became become
    befall befell befallen
    beget begot/begat begotten
    begin began begun
    behold beheld beheld
    bend bent bent
    bereave bereaved/bereft bereaved/bereft
    beseech besought/beseeched besought/beseeched
    beset beset beset
    bespeak bespoke bespoken
    bestride bestrode bestridden
    bet bet/betted bet/betted
    bid bid/bade bid/bidden
    bind bound bound
    bite bit bitten
    bleed bled bled
    blow blew blown
    break broke broken
    breastfeed breastfed breastfed
    breed bred bred
    bring brought brought
    broadcast broadcast/broadcasted broadcast/broadcasted
    browbeat browbeat browbeaten
    build built built
    burn burned/burnt burned/burnt
    burst burst burst
    bust busted/bust busted/bust
    buy bought bought
    cast cast cast
    catch caught caught
    choose chose chosen
    cleave cleaved/cleft/clove cleaved/cleft/cloven
    cling clung clung
    clothe clothed/clad clothed/clad
    come came come
    cost cost/costed cost/costed
    creep crept crept
    crossbreed crossbred crossbred
    cut cut cut
    deal dealt dealt
    dig dug dug
    dive dived/dove dived
    draw drew drawn
    dream dreamed/dreamt dreamed/dreamt
    drink drank drunk
    drive drove driven
    dwell dwelt/dwelled dwelt/dwelled
    eat ate eaten
    fall fell fallen
    feed fed fed
    feel felt felt
    fight fought fought
    find found found
    fit fitted/fit fitted/fit
    flee fled fled
    fling flung flung
    fly flew flown
    forbear forbore forborne
    forbid forbade/forbad forbidden
    forecast forecast/forecasted forecast/forecasted
    forego forewent foregone
    foresee foresaw foreseen
    foretell foretold foretold
    forget forgot forgotten/forgot
    forgive forgave forgiven
    forgo forwent forgone
    forsake forsook forsaken
    forswear forswore forsworn
    freeze froze frozen
    get got got/gotten
    gild gilded/gilt gilded/gilt
    give gave given
    go went gone
    grind ground ground
    grow grew grown
    hamstring hamstrung hamstrung
    handwrite handwrote handwritten
    hang hung/hanged hung/hanged
    hear heard heard
    heave heaved/hove heaved/hove
    hew hewed hewn/hewed
    hide hid hidden
    hit hit hit
    hold held held
    hurt hurt hurt
    inbreed inbred inbred
    input input/inputted input/inputted
    inset inset inset
    interbreed interbred interbred
    interweave interwove interwoven
    keep kept kept
    kneel knelt/kneeled knelt/kneeled
    knit knitted/knit knitted/knit
    know knew known
    lay laid laid
    lead led led
    lean leaned/leant leaned/leant
    leap leaped/leapt leaped/leapt
    learn learned/learnt learned/learnt
    leave left left
    lend lent lent
    let let let
    lie lay/lied lain/lied
    light lit/lighted lit/lighted
    lose lost lost
    make made made
    mean meant meant
    meet met met
    miscast miscast miscast
    misdeal misdealt misdealt
    mishear misheard misheard
    mislay mislaid mislaid
    mislead misled misled
    misread misread misread
    misspeak misspoke misspoken
    misspell misspelled/misspelt misspelled/misspelt
    misspend misspent misspent
    mistake mistook mistaken
    misunderstand misunderstood misunderstood
    mow mowed mown/mowed
    offset offset offset
    outbid outbid outbid/outbidden
    outdo outdid outdone
    outfight outfought outfought
    outgrow outgrew outgrown
    output output/outputted output/outputted
    outrun outran outrun
    outsell outsold outsold
    outshine outshone/outshined outshone/outshined
    outspend outspent outspent
    overbear overbore overborne
    overcome overcame overcome
    overdo overdid overdone
    overdraw overdrew overdrawn
    overeat overate overeaten
    overfeed overfed overfed
    overfly overflew overflown
    overhang overhung overhung
    overhear overheard overheard
    overlay overlaid overlaid
    overpay overpaid overpaid
    override overrode overridden
    overrun overran overrun
    oversee oversaw overseen
    oversell oversold oversold
    overshoot overshot overshot
    oversleep overslept overslept
    overspend overspent overspent
    overtake overtook overtaken
    overthrow overthrew overthrown
    overwrite overwrote overwritten
    partake partook partaken
    pay paid paid
    plead pleaded/pled pleaded/pled
    preset preset preset
    proofread proofread proofread
    prove proved proved/proven
    put put put
    quit quit/quitted quit/quitted
    read read read
    rebind rebound rebound
    rebroadcast rebroadcast/rebroadcasted rebroadcast/rebroadcasted
    rebuild rebuilt rebuilt
    recast recast recast
    redo redid redone
    redraw redrew redrawn
    regrow regrew regrown
    rehear reheard reheard
    remake remade remade
    rend rent rent
    repay repaid repaid
    reread reread reread
    rerun reran rerun
    resell resold resold
    resend resent resent
    reset reset reset
    resit resat resat
    retake retook retaken
    reteach retaught retaught
    retell retold retold
    rethink rethought rethought
    retread retrod retrodden
    rewind rewound rewound
    rewrite rewrote rewritten
    rid rid/ridded rid/ridded
    ride rode ridden
    ring rang rung
    rise rose risen
    run ran run
    saw sawed sawn/sawed
    say said said
    see saw seen
    seek sought sought
    sell sold sold
    send sent sent
    set set set
    sew sewed sewn/sewed
    shake shook shaken
    shave shaved shaved/shaven
    shear sheared shorn/sheared
    shed shed shed
    shine shone/shined shone/shined
    shit shat/shit shat/shit
    shoe shod/shoed shod/shoed
    shoot shot shot
    show showed shown/showed
    shrink shrank/shrunk shrunk/shrunken
    shut shut shut
    sing sang sung
    sink sank/sunk sunk/sunken
    sit sat sat
    slay slew/slayed slain/slayed
    sleep slept slept
    slide slid slid
    sling slung slung
    slink slunk slunk
    slit slit slit
    smell smelled/smelt smelled/smelt
    smite smote smitten
    sneak sneaked/snuck sneaked/snuck
    sow sowed sown/sowed
    speak spoke spoken
    speed sped/speeded sped/speeded
    spell spelled/spelt spelled/spelt
    spend spent spent
    spill spilled/spilt spilled/spilt
    spin spun spun
    spit spat/spit spat/spit
    split split split
    spoil spoiled/spoilt spoiled/spoilt
    spotlight spotlighted/spotlit spotlighted/spotlit
    spread spread spread
    spring sprang/sprung sprung
    stand stood stood
    stave staved/stove staved/stove
    steal stole stolen
    stick stuck stuck
    sting stung stung
    stink stank/stunk stunk
    strew strewed strewn/strewed
    stride strode stridden
    strike struck struck/stricken
    string strung strung
    strive strove/strived striven/strived
    sublet sublet sublet
    swear swore sworn
    sweat sweated/sweat sweated/sweat
    sweep swept swept
    swell swelled swollen/swelled
    swim swam swum
    swing swung swung
    take took taken
    teach taught taught
    tear tore torn
    telecast telecast telecast
    tell told told
    think thought thought
    thrive thrived/throve thrived/thriven
    throw threw thrown
    thrust thrust thrust
    tread trod trodden/trod
    typecast typecast typecast
    typeset typeset typeset
    unbend unbent unbent
    unbind unbound unbound
    undercut undercut undercut
    underfeed underfed underfed
    undergo underwent undergone
    underlie underlay underlain
    underpay underpaid underpaid
    undersell undersold undersold
    understand understood understood
    undertake undertook undertaken
    underwrite underwrote underwritten
    undo undid undone
    unfreeze unfroze unfrozen
    unlearn unlearned/unlearnt unlearned/unlearnt
    unwind unwound unwound
    uphold upheld upheld
    upset upset upset
    wake woke/waked woken/waked
    waylay waylaid waylaid
    wear wore worn
    weave wove/weaved woven/weaved
    wed wed/wedded wed/wedded
    weep wept wept
    wet wet/wetted wet/wetted
    win won won
    wind wound/winded wound/winded
    withdraw withdrew withdrawn
    withhold withheld withheld
    withstand withstood withstood
    wreak wreaked/wrought wreaked/wrought
    wring wrung wrung
    write wrote written
    """

  /// Verbs with a stressed last syllable that double the last letter: `commit`, `committed`.
  static let doublingVerbs: StaticString = """
    abet abhor abut acquit admit airdrop allot annul aver babysit backstop befit begin beset bestir
    bootleg catnap commit compel concur confer control corral debar debug decontrol defer demit
    demob demur deter disbar disinter dispel eavesdrop embed emit entrap equip excel expel extol
    forbid forget format handicap hobnob horsewhip hotdog humbug impel incur infer input inset inter
    intermit leapfrog manumit microchip mistrap nonplus occur offset omit outbid outfit outgun
    output outrun outstrip outwit overlap overrun overstep patrol permit prefer preset program
    propel readmit rebel rebid rebut recap recommit recur refer refit regret remap remit repel
    reprogram rerun reset resit resubmit retransmit retrofit sandbag sideslip sidestep squat sublet
    submit transfer transmit transship typeset uncap unclog underbid undercut underpin unfit unman
    unpin unplug unstop untap unwrap unzip upset wiretap zigzag
    """

  /// Verbs seen with one letter and with two: `focused`, `focussed`.
  static let optionalDoublingVerbs: StaticString = """
    bayonet benefit bias bus combat diagram focus gas hiccup kidnap refocus ricochet worship
    """

  /// Multi-syllable verbs in a vowel and `l` that never double it, in either spelling.
  static let singleLVerbs: StaticString = """
    parallel
    """

  /// Verbs with an -ing form of their own.
  static let ingForms: StaticString = """
    age ageing/aging
    binge bingeing/binging
    cringe cringing
    cue cueing/cuing
    eye eyeing/eying
    glue gluing/glueing
    queue queueing/queuing
    route routing/routeing
    singe singeing
    swinge swingeing
    tinge tingeing/tinging
    whinge whingeing/whinging
    """

  /// Words that take -es after `o` as noun and as verb.
  static let takesES: StaticString = """
    antihero buffalo domino echo embargo forego forgo go hero mosquito negro no outdo overdo potato
    redo superhero tomato torpedo undergo undo veto
    """

  /// Words in `o` with either plural.
  static let mayTakeES: StaticString = """
    archipelago cargo desperado fiasco flamingo ghetto grotto halo innuendo mango manifesto memento
    motto peccadillo portico tornado tuxedo volcano zero
    """

  /// Words in `ch` said like `k`, which take a plain -s.
  static let hardCH: StaticString = """
    biotech conch edtech eparch epoch eunuch fintech hierarch loch mach matriarch monarch oligarch
    patriarch stomach tech tetrarch
    """

  /// Irregular nouns: singular, plural.
  static let nouns: StaticString = """
    addendum addenda/addendums
    afterlife afterlives
    alga algae
    alumna alumnae
    alumnus alumni
    antenna antennas/antennae
    appendix appendices/appendixes
    automaton automatons/automata
    axis axes
    bacillus bacilli
    bacterium bacteria
    beau beaux/beaus
    beef beefs/beeves
    bookshelf bookshelves
    brother brothers/brethren
    bureau bureaus/bureaux
    cactus cacti/cactuses
    calf calves
    château châteaux
    chateau chateaux/chateaus
    child children
    brainchild brainchildren
    godchild godchildren
    grandchild grandchildren
    schoolchild schoolchildren
    stepchild stepchildren
    codex codices
    consortium consortia/consortiums
    corpus corpora/corpuses
    criterion criteria
    curriculum curricula/curriculums
    datum data
    desideratum desiderata
    die dies/dice
    dormouse dormice
    dwarf dwarfs/dwarves
    elf elves
    erratum errata
    focus focuses/foci
    foot feet
    forefoot forefeet
    formula formulas/formulae
    forum forums/fora
    fungus fungi/funguses
    genus genera
    goose geese
    half halves
    hoof hoofs/hooves
    housewife housewives
    index indexes/indices
    jackknife jackknives
    kibbutz kibbutzim/kibbutzes
    knife knives
    larva larvae
    layperson laypeople/laypersons
    leaf leaves
    lens lenses
    life lives
    loaf loaves
    locus loci
    louse lice
    man men
    matrix matrices/matrixes
    medium media/mediums
    memorandum memorandums/memoranda
    midwife midwives
    millennium millennia/millenniums
    moratorium moratoriums/moratoria
    mouse mice/mouses
    nebula nebulae/nebulas
    nucleus nuclei
    optimum optima/optimums
    opus opuses/opera
    ovum ova
    ox oxen
    paparazzo paparazzi
    passerby passersby
    penknife penknives
    penny pennies/pence
    person people/persons
    phenomenon phenomena/phenomenons
    plateau plateaus/plateaux
    podium podiums/podia
    quantum quanta
    quiz quizzes
    radius radii/radiuses
    referendum referendums/referenda
    sanatorium sanatoriums/sanatoria
    scarf scarves/scarfs
    schema schemas/schemata
    self selves
    sheaf sheaves
    shelf shelves
    spectrum spectra/spectrums
    stadium stadiums/stadia
    stigma stigmas/stigmata
    stimulus stimuli
    stratum strata
    summons summonses
    syllabus syllabuses/syllabi
    symposium symposiums/symposia
    tableau tableaux/tableaus
    terminus termini/terminuses
    thesaurus thesauruses/thesauri
    thief thieves
    tooth teeth
    turf turfs/turves
    ultimatum ultimatums/ultimata
    vertebra vertebrae/vertebras
    vertex vertices/vertexes
    virtuoso virtuosos/virtuosi
    vortex vortices/vortexes
    werewolf werewolves
    wharf wharves/wharfs
    whiz whizzes
    wife wives
    wolf wolves
    yes yeses/yesses
    """

  /// Nouns above that are verbs too; the others get no verb forms under a plain `~`.
  static let irregularNounsThatAreVerbs: StaticString = """
    die focus foot half index leaf louse man mouse penny plateau quiz whiz wolf
    """

  /// Words in -man that are no compounds of `man` and take a plain -s.
  static let plainMan: StaticString = """
    ataman brahman caiman cayman desman german hetman human mussulman nonhuman norman oman ottoman
    roman shaman subhuman superhuman talisman toman turcoman turkman turkoman
    """

  /// Nouns whose plural looks like the singular.
  static let invariantNouns: StaticString = """
    aircraft baht beninese bison bourgeois burmese chassis chinese congolese corps counsel
    crossroads deer dong fish gallows grouse headquarters hertz hovercraft innings japanese
    kilohertz kin lebanese maltese means megahertz moose nepalese offspring plaice portuguese rand
    reindeer rendezvous renminbi riel salmon senegalese series shambles sheep sinhalese spacecraft
    species squid sudanese swine swiss taiwanese togolese trout vietnamese watercraft yen yuan
    """

  /// Nouns without a plural.
  static let uncountableNouns: StaticString = """
    access accountability admin advice aerospace agriculture airspace ammunition anarchy anger
    apartheid applause artillery asbestos atheism athletics autonomy awareness baggage behalf
    biology bloodshed bravery bribery bullying capitalism carnage chaos chemistry chess cholera
    clarity clothing coexistence coherence cohesion communism compliance confetti congestion
    connectivity containment contempt corruption courage cutlery cyberspace darkness data diplomacy
    dirt disarmament disinformation dust economics education electricity electronics emancipation
    employment enrichment equality equipment espionage ethics evidence expertise extremism fairness
    fame fascism feedback firepower flooding foliage folklore footage freight fun furniture garbage
    geography geopolitics goodwill governance gratitude greenery gymnastics happiness harassment
    hardware hatred health healthcare heroism hindsight homework honesty hospitality housework
    housing humanity hygiene imperialism impunity inaction independence indifference inflation
    information infrastructure integrity intelligence internet intimidation isolation jazz jewellery
    jewelry jihadism journalism justice knowledge laughter legislation leisure lightning literacy
    livestock logistics luck luggage machinery malware manpower mathematics mayhem measles mileage
    militancy misinformation morale multilateralism nationalism news newsprint nonproliferation
    nonsense obedience obesity offal oversight oxygen parliamentarism patience patriotism peace
    peacekeeping petrol physics piracy plutonium pneumonia poetry pollution populism poverty
    prosperity punctuality rabies racism radicalism rainfall readiness reconnaissance resilience
    rhetoric rice rubbish rubble sabotage safety sanitation scaremongering secrecy segregation
    semantics separatism sewage shrapnel smuggling software solidarity stability staffing stationery
    subversion suffrage sunlight sunshine surveillance sustainability terrorism thunder tourism
    traffic trafficking training transparency treachery treason unanimity unemployment unity uranium
    vandalism vigilance violence volatility warfare wartime wealth weaponry wellbeing whereabouts
    wisdom workmanship xenophobia
    """

  /// Nouns that are plural as they stand.
  static let pluralNouns: StaticString = """
    alms amends belongings binoculars cattle clergy clothes condolences congratulations credentials
    earnings folk gentry goods jeans outskirts people police poultry premises proceedings proceeds
    remains scissors surroundings thanks troops trousers vermin
    """

  /// Comparison that no rule gives: positive, comparative, superlative.
  static let adjectives: StaticString = """
    bad worse worst
    badly worse worst
    cruel crueller/crueler cruellest/cruelest
    dry drier/dryer driest/dryest
    far farther/further farthest/furthest
    few fewer fewest
    fore - foremost
    good better best
    hind - hindmost
    ill worse worst
    inner - innermost
    late later/latter latest
    little less/lesser least
    lower lower lowermost
    many more most
    much more most
    near nearer nearest
    old older/elder oldest/eldest
    outer - outermost
    shy shyer/shier shyest/shiest
    sly slyer/slier slyest/sliest
    spry spryer/sprier spryest/spriest
    upper - uppermost
    well better best
    wry wryer/wrier wryest/wriest
    """

  /// Adjectives compared with -er and -est that are neither noun nor verb under a plain `~`.
  static let gradableOnly: StaticString = """
    angry bad badly bald big bitter bleak bold brave brief bright broad busy cheap chilly choppy
    classy clever cloudy clumsy coarse cold costly cosy cozy crafty crazy creepy crude cruel curly
    cute dark deadly deaf deep dense dirty dizzy drunk dull dumb early easy eerie far few fierce
    filthy flimsy foggy fond frail friendly funny fussy gentle ghastly giddy gloomy glossy good
    grand greasy great greedy grim guilty gutsy handsome handy happy hard hardy harsh hasty hazy
    healthy hearty heavy hefty high hilly hoarse holy hot huge hungry icy ill jolly juicy keen
    kindly large late lazy lengthy likely little lively lofty lonely loud lousy lovely low lowly
    lucky mad many meek merry messy mighty mild moody much muddy murky nasty neat needy new nice
    nimble noisy odd often old petty phony pleasant plump polite poor pretty proud pushy quick
    quirky rare raw remote rich ripe risky robust rocky rosy rude rusty sad salty sane scarce scary
    severe shabby shady shaky sharp shiny shy silly simple sincere sketchy skinny sleepy sly small
    smoky smug soft soon sorry spicy stark steep sticky stiff stormy strange strict strong stupid
    sturdy subtle sunny sure sweet swift tall tasty thick thirsty thorny timely tiny tough trendy
    tricky trusty ugly uncanny uneasy unfair unfriendly unhappy unhealthy unholy unlikely unlucky
    unpleasant unruly unsafe unstable untidy unwise vague vain vast wary weak wealthy weird well
    wicked wide wild windy wise witty worldly worthy young
    """

  /// Adjectives compared with -er and -est that are also nouns or verbs.
  static let gradableToo: StaticString = """
    able black blank blind blunt calm clean clear close cool crisp damp dear dim dirty dry empty
    faint fair fancy fast fat fine firm fit flat foul frank free fresh full gay grave gray green
    grey grubby hollow humble kind lame lean light long loose mad mature mean mellow moist narrow
    near neat noble numb obscure pale plain pure quiet rash ready red ripe rough round safe secure
    shallow short sick slack slick slight slim slow smart smooth sober sore sound sour stable steady
    stern straight tame tender tense thin tidy tight trim true warm weary wet white yellow
    """

  /// Adjectives that only `~a` would compare wrongly.
  static let ungradable: StaticString = """
    all back base bulk chief class drug dual due east ex faux first front giant gross half head home
    joint key last lead left like live lone loyal lump main male mere mock net next non north off
    one out own past peace press prime prior prize real right royal same sham sole south spare staff
    state such sundry then third top toy trial two up via void war west world wrong
    """

  /// Words of closed classes and other words that have one form.
  static let uninflected: StaticString = """
    a about above abroad across after again against ago ahead all almost along alongside already
    also although always am amid amidst among amongst an and another any anybody anyone anything
    anywhere apart are around as aside at because been before behind below beneath beside besides
    between beyond both but by concerning considering despite did does done during each eight either
    else enough even ever every everybody everyone everything everywhere except five for forever
    four from further had has he hence her here hers herself him himself his how however i if in
    indeed inside instead into is it its itself just lest likewise maybe me meanwhile mine moreover
    my myself neither never nevertheless nine no nobody none nor not nothing notwithstanding now
    nowhere of off on onto or otherwise our ours ourselves out outside over overseas per perhaps
    quite rather regarding said seven she since six so some somebody someone something somewhere
    than that the their theirs them themselves then there therefore these they this those though
    three through throughout thus to together too toward towards two under unless unlike until unto
    up upon us very via was we were what whatever when whenever where whereas whereby wherever
    whether which whichever while who whoever whom whose why with within without yet you your yours
    yourself yourselves
    """

  /// Words in -ly that are no adverbs.
  static let inflectedLY: StaticString = """
    anomaly assembly butterfly disassembly dragonfly duopoly fortnightly melancholy misapply
    monopoly monthly multiply oligopoly oversupply quarterly resupply stepfamily subassembly
    subfamily
    """

  /// Words said differently in writing on the two sides of the Atlantic, and other double spellings.
  static let spellings: StaticString = """
    abridgement abridgment
    acknowledgement acknowledgment
    adviser advisor
    aeroplane airplane
    aesthetic esthetic
    aestheticism estheticism
    afterwards afterward
    ageing aging
    aluminium aluminum
    amphitheatre amphitheater
    anaemia anemia
    anaemic anemic
    anaesthesia anesthesia
    anaesthetic anesthetic
    anaesthetist anesthetist
    analogue analog
    appal appall
    archaeological archeological
    archaeologist archeologist
    archaeology archeology
    ardour ardor
    armour armor
    armoured armored
    armoury armory
    artefact artifact
    balk baulk
    behaviour behavior
    behavioural behavioral
    bevelled beveled
    café cafe
    caesarean cesarean
    calibre caliber
    cancelled canceled
    candour candor
    catalogue catalog
    centimetre centimeter
    centre center
    centrepiece centerpiece
    epicentre epicenter
    clamour clamor
    cliché cliche
    coloured colored
    colour color
    colourful colorful
    colourless colorless
    communiqué communique
    convener convenor
    cosy cozy
    councillor councilor
    counsellor counselor
    counselling counseling
    defence defense
    defenceless defenseless
    demeanour demeanor
    despatch dispatch
    détente detente
    dialled dialed
    dialogue dialog
    diarrhoea diarrhea
    discolour discolor
    disfavour disfavor
    dishevelled disheveled
    dishonour dishonor
    dishonourable dishonorable
    distil distill
    duelling dueling
    enamour enamor
    encyclopaedia encyclopedia
    endeavour endeavor
    enquire inquire
    enquirer inquirer
    enquiry inquiry
    enrol enroll
    enrolment enrollment
    enthral enthrall
    façade facade
    favour favor
    favourable favorable
    favourably favorably
    favoured favored
    favourite favorite
    favouritism favoritism
    fervour fervor
    fibre fiber
    flavour flavor
    foetal fetal
    foetus fetus
    fuelling fueling
    fulfil fulfill
    fulfilment fulfillment
    furore furor
    gaol jail
    glamour glamor
    goitre goiter
    grey gray
    gruelling grueling
    guerrilla guerilla
    gynaecology gynecology
    gynaecologist gynecologist
    haemoglobin hemoglobin
    haemophilia hemophilia
    haemorrhage hemorrhage
    harbour harbor
    homoeopathy homeopathy
    honour honor
    honourable honorable
    honourably honorably
    honoured honored
    humour humor
    humourless humorless
    instal install
    instalment installment
    instil instill
    jeweller jeweler
    jewellery jewelry
    judgement judgment
    judgemental judgmental
    kilometre kilometer
    labelling labeling
    labour labor
    labourer laborer
    leukaemia leukemia
    levelling leveling
    libellous libelous
    licence license
    likeable likable
    litre liter
    liveable livable
    lodgement lodgment
    lustre luster
    manoeuvrable maneuverable
    manoeuvrability maneuverability
    manoeuvre maneuver
    manoeuvring maneuvering
    marvellous marvelous
    marvellously marvelously
    meagre meager
    medallist medalist
    mediaeval medieval
    metre meter
    micrometre micrometer
    millimetre millimeter
    misbehaviour misbehavior
    misdemeanour misdemeanor
    misjudgement misjudgment
    mitre miter
    modelling modeling
    mould mold
    moult molt
    moustache mustache
    moveable movable
    multicoloured multicolored
    naive naïve
    neighbour neighbor
    neighbourhood neighborhood
    neighbouring neighboring
    neighbourly neighborly
    ochre ocher
    odour odor
    oesophagus esophagus
    oestrogen estrogen
    offence offense
    orthopaedic orthopedic
    paediatric pediatric
    paediatrician pediatrician
    paedophile pedophile
    paedophilia pedophilia
    panellist panelist
    parlour parlor
    pedlar peddler
    plough plow
    practise practice
    pretence pretense
    programme program
    protégé protege
    protester protestor
    pyjamas pajamas
    rancour rancor
    reconnoitre reconnoiter
    recolour recolor
    refuelling refueling
    rigour rigor
    rivalled rivaled
    rumour rumor
    rumoured rumored
    sabre saber
    saleable salable
    saltpetre saltpeter
    saviour savior
    savour savor
    savoury savory
    sceptic skeptic
    sceptical skeptical
    sceptically skeptically
    scepticism skepticism
    sceptre scepter
    sepulchre sepulcher
    signalling signaling
    sizeable sizable
    skilful skillful
    skilfully skillfully
    smoulder smolder
    sombre somber
    spectre specter
    splendour splendor
    succour succor
    sulphur sulfur
    sulphuric sulfuric
    syphon siphon
    theatre theater
    theatregoer theatergoer
    totalling totaling
    towards toward
    tranquillise tranquillize tranquilize
    tranquilliser tranquillizer tranquilizer
    tranquillity tranquility
    traveller traveler
    travelling traveling
    travelogue travelog
    trialling trialing
    tumour tumor
    unfavourable unfavorable
    unfavourably unfavorably
    unravelling unraveling
    unrivalled unrivaled
    unsavoury unsavory
    unshakeable unshakable
    useable usable
    valour valor
    vapour vapor
    vigour vigor
    vaporise vaporize
    watercolour watercolor
    whisky whiskey
    wilful willful
    wilfully willfully
    woollen woolen
    yoghurt yogurt
    """

  /// Words whose -ise or -ize (also -iser, -ised, -isation) never changes.
  static let fixedISE: StaticString = """
    advertise advise apprise arise assize capsize chastise chemise circumcise clockwise comprise
    compromise concise crosswise demise despise devise disenfranchise disfranchise downsize edgewise
    enfranchise enterprise excise exercise expertise franchise imprecise improvise incise lengthwise
    likewise marquise merchandise midsize misadvise moonrise mortise otherwise outsize overexercise
    oversize pairwise paradise piecewise practise precise premise promise readvertise reenfranchise
    reprise resize revise rightsize sidewise streetwise sunrise supersize supervise surmise surprise
    televise treatise unadvise uncompromise undersize unexercise unpromise unrevise unsupervise
    unsurprise unwise uprise upsize
    """
}

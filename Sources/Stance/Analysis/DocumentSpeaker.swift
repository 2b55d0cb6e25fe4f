internal import Rules

/// Whose words a document is: who issued it, jointly or alone, and under which name.
extension DocumentAnalyser {
  /// A joint statement or communiqué speaks for every side that its title or first sentences name.
  func jointIssuer(_ document: Document, _ tags: [Tag], _ flow: inout Flow) {
    guard document.metadata.kind == .statement || document.metadata.kind == .readout else { return }
    let head = document.sentences.prefix(3)
    guard
      head.contains(where: { span in
        span.role != .body
          && (span.first..<span.last).contains { joint.contains(document.tokens[$0].word) }
      })
    else { return }
    for span in document.sentences.prefix(8) where span.first < span.last {
      let before = flow.resolver.participants
      flow.resolver.participants = Side()
      flow.resolver.noteParticipants(
        span.first..<span.last, document, tags, isTitle: span.role != .body)
      let found = flow.resolver.participants
      guard found.parties.count > 1 else {
        flow.resolver.participants = before
        continue
      }
      var side = found
      side.resolution = .issuer
      side.isPlural = true
      flow.issuer = side
      if span.role == .body { return }
    }
  }

  /// In a statement or speech the person named in the title speaks.
  func speakerOfDocument(_ document: Document, _ flow: inout Flow) {
    let kind = document.metadata.kind ?? .news
    guard kind == .statement || kind == .speech || kind == .transcript else { return }
    for span in document.sentences.prefix(2) where span.role == .title || span.role == .heading {
      for i in span.first..<span.last {
        // "Statement by X on the Death of Y": Y is what it is about.
        if reportFinder.words.isTopicMark(document.tokens[i].word) { break }
        guard let mention = flow.resolver.mentions.mention(at: i), mention.first == i,
          case .entity(let entity) = mention.referent,
          flow.resolver.mentions.entities[entity].kind == .person
        else { continue }
        var side = flow.resolver.side(of: entity, resolution: .issuer)
        // Whoever speaks as the leader of a party speaks for it, not for the state of the parliament.
        let isPartisan =
          side.partyIndices.first.map { $0 >= 0 && parties.isPoliticalParty($0) } ?? false
          && !flow.resolver.mentions.entities[entity].holdsOffice
        if !flow.issuer.parties.isEmpty, !isPartisan {
          side.parties = flow.issuer.parties
          side.partyIndices = flow.issuer.partyIndices
        }
        flow.issuer = side
        return
      }
    }
    nameIssuingBody(document, &flow)
  }

  /// `MINISTRY OF FOREIGN AFFAIRS` under a statement: the ministry speaks.
  private func nameIssuingBody(_ document: Document, _ flow: inout Flow) {
    for span in document.sentences.reversed().prefix(6) where span.role == .closing {
      let words = (span.first..<span.last).prefix {
        flow.resolver.mentions.mention(at: $0).map { mention in
          if case .party = mention.referent { return false }
          return true
        } ?? true
      }
      guard words.contains(where: { features.has(document.tokens[$0].word, .institutionHead) })
      else { continue }
      let name = words.filter { document.tokens[$0].kind == .word }.map { token in
        titleCase(
          document.text(token), isFunction: features.isFunctionWord(document.tokens[token].word))
      }
      flow.issuer.speakers = [name.joined(separator: " ")]
      return
    }
  }

  private func titleCase(_ bytes: ArraySlice<UInt8>, isFunction: Bool) -> String {
    let lower = String(decoding: bytes, as: UTF8.self).lowercased()
    guard !isFunction, let first = lower.first else { return lower }
    return first.uppercased() + lower.dropFirst()
  }
}

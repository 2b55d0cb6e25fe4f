internal import Rules
internal import Stance

/// Why a command ends before its work is done.
enum Failure: Error, Sendable {
  case usage(UsageError)
  /// Several lines, finished.
  case rules(report: String)
  case output(OutputError, name: String)
  /// Results to standard output are whole as far as they go; a file is not written.
  case interrupted(documents: Int)

  /// Tells the user, and gives the status to end with.
  func status(_ messages: Messages) -> ExitStatus {
    switch self {
    case .usage(let error): messages.error(error.message)
    case .rules(let report): messages.report(report)
    case .output(.closedPipe, _): return .done
    case .interrupted(let documents):
      messages.error("stopped after \(documents) document\(documents == 1 ? "" : "s")")
      return .interrupted
    case .output(.failed(let error), let name):
      messages.error("\(name): not written: \(error.reason)")
    }
    return .failed
  }
}

extension Classifier {
  /// The classifier that the options ask for.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to say which file was used.
  /// - Returns: A classifier.
  /// - Throws: ``Failure`` where the rules file cannot be read or has errors.
  static func chosen(_ options: Options, _ messages: Messages) throws(Failure) -> Classifier {
    Memory.prepareForRules()
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(options.rules)
    } catch {
      throw .usage(error)
    }
    let loaded = choice.load()
    do throws(RulesError) {
      let classifier: Classifier
      if options.skipsBrokenRules {
        let result = try Classifier.skippingBroken(loaded)
        tell(result.leftOut, loaded.sources, messages)
        classifier = result.classifier
      } else {
        classifier = try Classifier(loaded)
      }
      if case .file(let path, _) = choice { messages.note("rules from \(path.text)") }
      return classifier
    } catch {
      throw .rules(report: error.report)
    }
  }

  /// The classifier of a rules file, or of the rules built in where the path is `default`.
  static func loaded(from path: FilePath) throws(Failure) -> Classifier {
    let choice: RulesChoice
    do throws(UsageError) {
      choice = try RulesChoice.find(path)
    } catch {
      throw .usage(error)
    }
    do throws(RulesError) {
      return try Classifier(choice.load())
    } catch {
      throw .rules(report: error.report)
    }
  }

  private static func tell(
    _ leftOut: [RuleFileRepair.LeftOut], _ sources: SourceFiles, _ messages: Messages
  ) {
    var formatter = DiagnosticFormatter(sources)
    for part in leftOut {
      let place = formatter.place(of: part.problem.range)
      messages.warning(
        "\(place.file):\(place.line):\(place.column): left out \(part.name): "
          + part.problem.message)
    }
  }
}

internal import Stance

/// `stance explain`: why each sentence got its acts, or none.
enum ExplainCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - options: The command line.
  ///   - messages: Where to tell what is wrong.
  /// - Returns: How it went.
  /// - Throws: ``Failure`` where the text or the rules cannot be read.
  static func run(_ options: Options, _ messages: Messages) throws(Failure) -> ExitStatus {
    let bytes: [UInt8]
    var name = "text"
    if let text = options.text {
      bytes = Array(text.utf8)
    } else {
      guard let operand = options.operands.first, options.operands.count == 1 else {
        throw .usage(UsageError("explain takes one file or --text"))
      }
      name = operand.text
      do throws(SystemError) {
        bytes =
          operand.text == "-"
          ? try FileSystem.readStandardInput() : try FileSystem.read(operand.path)
      } catch {
        messages.error("\(name): \(error.reason)")
        return .failed
      }
    }
    let classifier = try Classifier.chosen(options, messages)
    let text: [UInt8]
    do throws(InputError) {
      text = try TextDecoder.decode(bytes, isLossy: options.isLossy)
    } catch {
      messages.error("\(name): \(error.reason)")
      return .failed
    }
    let explanation = classifier.explain(bytes: text, metadata: options.metadata)
    try Results.print(
      TerminalSafety.visibleLines(explanation.text(sentence: options.sentence)), to: nil)
    return .done
  }
}

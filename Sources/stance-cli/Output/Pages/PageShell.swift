internal import PageData
internal import Rules

/// What stands around the content of a page: head, policy, styles and script.
///
/// A page is one file that asks no network for anything. Its policy names its own style and its own
/// script by their digests, so that a browser runs nothing else even where an escape were missing.
struct PageShell: Sendable {
  /// A style sheet or script of `Sources/PageData`.
  enum Part {
    case pageStyle, articleStyle, articleScript, reportStyle, reportScript

    var text: String {
      let part =
        switch self {
        case .pageStyle: STANCE_PAGE_CSS
        case .articleStyle: STANCE_ARTICLE_CSS
        case .articleScript: STANCE_ARTICLE_JS
        case .reportStyle: STANCE_REPORT_CSS
        case .reportScript: STANCE_REPORT_JS
        }
      return unsafe String(
        decoding: UnsafeBufferPointer(
          start: stance_page_bytes(part), count: stance_page_count(part)), as: UTF8.self)
    }
  }

  private let title: String
  private let style: String
  private let script: String

  /// A shell.
  ///
  /// - Parameters:
  ///   - title: For the window, unescaped.
  ///   - style: All of it.
  ///   - script: All of it.
  init(title: String, style: String, script: String) {
    self.title = title
    self.style = style
    self.script = script
  }

  /// From the doctype to the beginning of the body.
  var head: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>\(HTMLText.oneLine(title))</title>
    <style>\(style)</style>
    </head>
    <body>

    """
  }

  /// The script and the end of the page.
  var end: String { "<script>\(script)</script>\n</body>\n</html>\n" }

  private var policy: String {
    "default-src 'none'; style-src '\(Self.digest(style))'; script-src '\(Self.digest(script))'; "
      + "base-uri 'none'; form-action 'none'"
  }

  /// The digest of an inline part as policies write it.
  private static func digest(_ text: String) -> String {
    "sha256-" + Base64.text(SHA256.bytes(Array(text.utf8)))
  }
}

/// Bytes as letters (RFC 4648, section 4).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = Array(bytes[start..<min(start + 3, bytes.count)])
      let value = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
      for place in 0..<4 {
        text.append(
          place <= group.count ? letters[value >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

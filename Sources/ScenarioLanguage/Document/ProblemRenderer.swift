// SPDX-License-Identifier: GPL-3.0-or-later

/// Shows problems as a person wants to see them: the place, the line, a caret, what to do.
public struct ProblemRenderer: Sendable {
  private static let longestLine = 140

  private let sources: SourceTexts
  private let colour: Bool

  /// Makes a renderer.
  ///
  /// - Parameters:
  ///   - sources: the texts of the files that the problems are in.
  ///   - colour: whether to use a terminal's colours.
  public init(sources: SourceTexts, colour: Bool = false) {
    self.sources = sources
    self.colour = colour
  }

  /// Shows problems file by file, errors before warnings, and then their number.
  ///
  /// - Parameter problems: the problems in any order.
  /// - Returns: the text, ending with a line end; empty when there is no problem.
  public func render(_ problems: [Problem]) -> String {
    guard !problems.isEmpty else { return "" }
    let ordered = problems.sorted { Self.order($0) < Self.order($1) }
    let blocks = ordered.map(render)
    return blocks.joined(separator: "\n") + "\n" + count(problems) + "\n"
  }

  private static func order(_ problem: Problem) -> (String, Int, Int, Int) {
    let place = problem.position
    return (place.file, problem.severity == .error ? 0 : 1, place.line, place.column)
  }

  private func render(_ problem: Problem) -> String {
    let isError = problem.severity == .error
    var text = paint("\(problem.position)", "1") + ": "
    if !isError { text += paint("warning", "33") + ": " }
    if !problem.path.isEmpty { text += problem.path + ": " }
    text += paint(problem.message, isError ? "31" : "0") + "\n"
    if let line = sources.line(at: problem.position), !line.isEmpty {
      let excerpt = Self.excerpt(of: line, around: problem.position.column)
      let caret = Self.margin(of: excerpt.line, to: excerpt.column) + paint("^", "32")
      text += "  \(excerpt.line)\n  \(caret)\n"
    }
    if let advice = problem.advice { text += "  → \(advice)\n" }
    return text
  }

  private func count(_ problems: [Problem]) -> String {
    let errors = problems.count { $0.severity == .error }
    let warnings = problems.count - errors
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    return counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  private func paint(_ text: String, _ code: String) -> String {
    colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// The part of a long line around a column, with `…` where something is left out.
  private static func excerpt(of line: String, around column: Int) -> (line: String, column: Int) {
    let signs = Array(line.unicodeScalars)
    guard signs.count > longestLine else { return (line, column) }
    let start = max(0, min(column - 1 - longestLine / 2, signs.count - longestLine))
    let end = min(signs.count, start + longestLine)
    let part = String(String.UnicodeScalarView(signs[start..<end]))
    let isCut = start > 0
    return (
      (isCut ? "…" : "") + part + (end < signs.count ? "…" : ""), column - start + (isCut ? 1 : 0)
    )
  }

  /// Blank space as wide as the signs before a column; tabs stay tabs.
  private static func margin(of line: String, to column: Int) -> String {
    var margin = ""
    for scalar in line.unicodeScalars.prefix(column - 1) {
      margin += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.displayWidth)
    }
    return margin
  }
}

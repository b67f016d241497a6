// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Says a syntax error of the YAML library in our words, with what to do.
struct YAMLFault {
  /// The signs that a plain value cannot start with.
  static let indicators: Set<Unicode.Scalar> = ["*", "&", "!", "%", "@", "`"]

  let source: SourceText
  let file: String

  /// The problem that an error of the library stands for.
  ///
  /// - Parameter error: what the library threw.
  /// - Returns: the problem at its place.
  func problems(_ error: any Error) -> ScenarioProblems {
    switch error as? YamlError {
    case .scanner(let context, let problem, let mark, _)?,
      .parser(let context, let problem, let mark, _)?,
      .composer(let context, let problem, let mark, _)?:
      syntax(problem, at: Self.place(problem, mark, context?.mark), from: context?.mark)
    case .reader(let problem, _, _, _)?: ScenarioProblems(file: file, "no YAML: \(problem)")
    default: ScenarioProblems(file: file, "the YAML library could not read the file")
    }
  }

  /// The library tells where it gave up; what is not closed is better shown where it starts.
  private static func place(_ problem: String, _ mark: Mark, _ start: Mark?) -> Mark {
    let isOpen =
      problem.contains("end of stream") || problem.contains("expected ':'")
      || problem.contains("end of the stream")
    return isOpen ? start ?? mark : mark
  }

  private func syntax(_ problem: String, at mark: Mark, from start: Mark?) -> ScenarioProblems {
    let position = SourcePosition(file: file, line: mark.line, column: mark.column)
    if problem.contains("another document") {
      return at(position, "a scenario is one document, but here another one starts", "delete '---'")
    }
    if let first = source.signs(from: position).first, Self.indicators.contains(first) {
      return at(
        position, "a value cannot start with '\(first)' unless it is quoted",
        "put the text in quotes: \"\(first)…\"")
    }
    if let vector = vector(before: position) {
      return at(
        position, "inside '{…}' and '[…]', the brackets of '\(vector)[' need quotes",
        "put the text in quotes, such as \"\(vector)[3]\"")
    }
    if problem.contains("mapping values are not allowed") {
      return at(
        position, "': ' inside a value starts another key",
        "put the value in quotes, or the key on a line of its own")
    }
    if problem.contains("nesting level") {
      return at(position, "values nest too deep", "a scenario nests at most 64 deep")
    }
    return at(position, "no YAML: \(Self.plain(problem))", advice(problem, mark.line, start))
  }

  private func at(_ place: SourcePosition, _ message: String, _ advice: String?) -> ScenarioProblems
  {
    ScenarioProblems(
      file: file, line: place.line, column: place.column, message, advice: advice)
  }

  /// The name that stands before an opening bracket.
  private func vector(before position: SourcePosition) -> String? {
    guard source.signs(from: position).first == "[", let line = source.line(position.line) else {
      return nil
    }
    let before = line.unicodeScalars.prefix(position.column - 1)
    let name = before.reversed().prefix {
      $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
    }
    return name.isEmpty ? nil : String(String.UnicodeScalarView(name.reversed()))
  }

  private static func plain(_ problem: String) -> String {
    switch problem {
    case "did not find expected key": "expected another 'KEY: VALUE' of the same indentation"
    case "could not find expected ':'": "expected ':' after a key"
    case "did not find expected ',' or '}'": "expected ',' or '}'"
    case "did not find expected ',' or ']'": "expected ',' or ']'"
    case "did not find expected '-' indicator": "expected another '- ITEM' of the same indentation"
    case "found unexpected end of stream": "a quote or bracket is not closed"
    default: problem
    }
  }

  private func advice(_ problem: String, _ line: Int, _ start: Mark?) -> String? {
    let text = source.line(line).map { $0.drop { $0 == " " } } ?? ""
    if text.contains(": {"), problem.contains("expected key") || problem.contains("expected ','") {
      return "a value that starts with '{' is a record: quote an expression"
    }
    switch problem {
    case "did not find expected key", "did not find expected '-' indicator":
      return "check the indentation, and that the line before is complete"
    case "could not find expected ':'": return "every line is 'KEY: VALUE' or '- ITEM'"
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      let bracket = start.map { " of line \($0.line), column \($0.column)," } ?? ""
      return "close the bracket\(bracket) or put text with signs in quotes"
    case "found character that cannot start any token":
      return "put a value that starts with a sign in quotes, and indent by spaces, not tabs"
    default: return nil
    }
  }
}

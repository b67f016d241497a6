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
    case .scanner(_, let problem, let mark, _)?, .parser(_, let problem, let mark, _)?,
      .composer(_, let problem, let mark, _)?:
      syntax(problem, line: mark.line, column: mark.column)
    case .reader(let problem, _, _, _)?: ScenarioProblems(file: file, "no YAML: \(problem)")
    default: ScenarioProblems(file: file, "the YAML library could not read the file")
    }
  }

  private func syntax(_ problem: String, line: Int, column: Int) -> ScenarioProblems {
    let position = SourcePosition(file: file, line: line, column: column)
    if problem.contains("another document") {
      return at(position, "a scenario is one document, but here another one starts", "delete '---'")
    }
    if let first = source.signs(from: position).first, Self.indicators.contains(first) {
      return at(
        position, "a value cannot start with '\(first)' unless it is quoted",
        "put the text in quotes: \"\(first)…\"")
    }
    if problem.contains("mapping values are not allowed") {
      return at(
        position, "': ' inside a value starts another key",
        "put the value in quotes, or the key on a line of its own")
    }
    if problem.contains("MAX_NESTING") || problem.contains("exceeded max depth") {
      return at(position, "values nest too deep", "a scenario nests at most 64 deep")
    }
    return at(position, "no YAML: \(Self.plain(problem))", advice(problem, line))
  }

  private func at(_ place: SourcePosition, _ message: String, _ advice: String?) -> ScenarioProblems
  {
    ScenarioProblems(
      file: file, line: place.line, column: place.column, message, advice: advice)
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

  private func advice(_ problem: String, _ line: Int) -> String? {
    let text = source.line(line).map { $0.drop { $0 == " " } } ?? ""
    if text.contains(": {"), problem.contains("expected key") || problem.contains("expected ','") {
      return "a value that starts with '{' is a record: quote an expression"
    }
    switch problem {
    case "did not find expected key", "did not find expected '-' indicator":
      return "check the indentation, and that the line before is complete"
    case "could not find expected ':'": return "every line is 'KEY: VALUE' or '- ITEM'"
    case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
      return "close the bracket, or put text with signs in quotes"
    default: return nil
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// One thing that is wrong, or worth telling, in a scenario file.
public struct Problem: Hashable, Sendable {
  /// How grave it is.
  public enum Severity: String, Sendable {
    /// The scenario cannot be run.
    case error
    /// The scenario can be run, but probably does not say what was meant.
    case warning
  }

  /// How grave it is.
  public let severity: Severity
  /// Where it is.
  public let position: SourcePosition
  /// The path of keys to it, such as `world.age.normal.mean`; empty for the whole file.
  public let path: String
  /// What must hold, and what was given.
  public let message: String
  /// What to do about it, if that is known.
  public let advice: String?

  /// Makes a problem.
  ///
  /// - Parameters:
  ///   - severity: how grave it is.
  ///   - position: where it is.
  ///   - path: the path of keys to it.
  ///   - message: what must hold, and what was given.
  ///   - advice: what to do about it, if that is known.
  public init(
    severity: Severity = .error, position: SourcePosition, path: String, message: String,
    advice: String? = nil
  ) {
    self.severity = severity
    self.position = position
    self.path = path
    self.message = message
    self.advice = advice
  }
}

/// Collects every problem of a file, so that one look mends them all.
public final class ProblemLog {
  /// The problems in the order found.
  public private(set) var problems: [Problem] = []

  /// Makes an empty log.
  public init() {}

  /// Whether any problem forbids running the scenario.
  public var hasErrors: Bool { problems.contains { $0.severity == .error } }

  /// Notes a problem; the same one twice is noted once.
  ///
  /// - Parameter problem: what is wrong.
  public func note(_ problem: Problem) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}

/// The problems that forbid reading or running a scenario, all at once.
public struct ScenarioProblems: Error, Sendable {
  /// The problems in file order.
  public let problems: [Problem]
  /// The texts of the files they are in, for showing the lines.
  public let sources: SourceTexts

  /// Makes the error.
  ///
  /// - Parameters:
  ///   - problems: the problems, in any order.
  ///   - sources: the texts of the files they are in.
  public init(_ problems: [Problem], sources: SourceTexts = SourceTexts()) {
    self.problems = problems.sorted { $0.position < $1.position }
    self.sources = sources
  }

  /// Makes the error of one problem with a file.
  ///
  /// - Parameters:
  ///   - file: the file's name.
  ///   - line: the line, from 1.
  ///   - column: the column, from 1.
  ///   - message: what must hold, and what was given.
  ///   - advice: what to do about it, if that is known.
  init(
    file: String, line: Int = 1, column: Int = 1, _ message: String, advice: String? = nil
  ) {
    let position = SourcePosition(file: file, line: line, column: column)
    self.init([Problem(position: position, path: "", message: message, advice: advice)])
  }

  /// The same with the texts of the files.
  func with(_ sources: SourceTexts) -> ScenarioProblems {
    ScenarioProblems(problems, sources: sources)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a result could not be written or read: the file, what failed, and what to do.
public struct ResultsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file or folder concerned.
  public let file: String
  /// The line in the file, from 1, where there is one.
  public let line: Int?
  /// What failed, with the system's own words for it.
  public let problem: String
  /// What a person can do about it.
  public let advice: String

  /// Makes an error.
  ///
  /// - Parameters:
  ///   - file: the file or folder concerned.
  ///   - line: the line in the file, from 1, where there is one.
  ///   - problem: what failed.
  ///   - advice: what a person can do about it.
  public init(file: String, line: Int? = nil, problem: String, advice: String) {
    self.file = file
    self.line = line
    self.problem = problem
    self.advice = advice
  }

  /// The error as a person reads it: `file:line: problem; advice`.
  public var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": " + problem + "; " + advice
  }
}

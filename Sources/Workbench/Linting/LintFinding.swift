// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Something that is wrong, or worth telling, of a classifier's rules.
public struct LintFinding: Sendable {
  /// What was found.
  public enum Kind: String, Sendable, CaseIterable {
    /// No rule holds.
    case gap
    /// Several rules hold where at most one may, or where they differ.
    case overlap
    /// A segment that is never given.
    case unreachableSegment = "unreachable segment"
    /// A rule that never decides, as earlier ones do.
    case unreachableRule = "unreachable rule"
    /// A condition that is true for nobody.
    case neverHolds = "never holds"
    /// A condition that is true for everybody.
    case alwaysHolds = "always holds"
    /// A rule without which nothing changes.
    case redundantRule = "redundant rule"
    /// Named thresholds of one number that stand in the wrong order.
    case thresholdOrder = "threshold order"
    /// A named threshold that no rule uses.
    case unusedThreshold = "unused threshold"
    /// Rules that cannot be decided as a value is missing.
    case missingValue = "missing value"
    /// A score that nobody gets.
    case emptyScore = "empty score"
    /// A wait, or an amnesty, that leaves a tier rule nothing to do within the scored months.
    case outlastsRun = "outlasts the run"
    /// Rules that could not be examined.
    case notExamined = "not examined"
  }

  /// What was found.
  public let kind: Kind
  /// How grave it is.
  public let severity: Problem.Severity
  /// Where the rule is written.
  public let position: SourcePosition
  /// The keys that lead to it.
  public let path: String
  /// What was found, without the customers it concerns.
  public let message: String
  /// What to do about it, if that is known.
  public let advice: String?
  /// How many of all combinations of scores it concerns; nothing where inputs are no scores.
  public let codes: Int?
  /// The drawn customers it concerns; nothing where it concerns none by its nature.
  public let share: LintShare?
  /// Whether it rests on features being taken to go independently: no drawn customer shows it, and several features
  /// must go together for it.
  public var isAssumed = false

  /// The finding as a problem of the scenario's file.
  public var problem: Problem {
    Problem(
      severity: severity, position: position, path: path,
      message: message + (share.map { "; \($0.text)" } ?? "")
        + (isAssumed ? ": perhaps such values never go together" : ""), advice: advice)
  }
}

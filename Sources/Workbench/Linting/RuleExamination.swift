// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import ScenarioLanguage

/// Examines the rules of one classifier at every point.
struct RuleExamination {
  let rules: DecisionRules
  let scheme: SegmentScheme
  let points: LintPoints
  let weights: LintWeights
  /// Where each rule is true.
  let yes: [PointSet]
  /// Where each rule is unknown, as a value is missing.
  let unknown: [PointSet]
  /// Where each rule decides.
  let decided: [PointSet]
  /// Where some rule is true.
  let covered: PointSet
  /// Where several rules are true.
  let shared: PointSet
  /// Where the hit policy allows no estimate.
  let conflict: PointSet

  init(
    _ rules: DecisionRules, _ scheme: SegmentScheme, _ points: LintPoints, _ weights: LintWeights
  ) {
    (self.rules, self.scheme, self.points, self.weights) = (rules, scheme, points, weights)
    let answers = rules.rules.map { points.answers($0.condition) }
    yes = answers.map(\.yes)
    unknown = answers.map(\.unknown)
    let none = PointSet(none: points.count)
    var (covered, shared, conflict) = (none, none, none)
    var decided: [PointSet] = []
    var bySegment: [SegmentIndex: PointSet] = [:]
    for (rule, own) in zip(rules.rules, yes) {
      decided.append(rules.hit == .first ? own.subtracting(covered) : own)
      shared.formUnion(own.intersection(covered))
      for (segment, held) in bySegment where segment != rule.segment {
        conflict.formUnion(own.intersection(held))
      }
      bySegment[rule.segment, default: none].formUnion(own)
      covered.formUnion(own)
    }
    switch rules.hit {
    case .first: conflict = none
    case .unique: conflict = shared
    case .any: break
    }
    self.decided = decided.map { $0.subtracting(conflict) }
    (self.covered, self.shared, self.conflict) = (covered, shared, conflict)
  }

  /// Where no rule is true.
  var uncovered: PointSet { points.all.subtracting(covered) }

  /// All that was found, rule by rule and then of the whole.
  var findings: [LintFinding] {
    ruleFindings + segmentFindings + gapFindings + overlapFindings + missingFindings
      + thresholdFindings
  }

  /// Makes a finding.
  ///
  /// What was seen on drawn customers only is no error, as others may differ; nor is what no drawn customer shows and
  /// several features must go together for, as perhaps they never do.
  func finding(
    _ kind: LintFinding.Kind, _ severity: Problem.Severity, _ message: String,
    advice: String? = nil, at position: SourcePosition, path: String, concerns set: PointSet? = nil
  ) -> LintFinding {
    let share = set.map(weights.share)
    let isAssumed =
      points.isExact && share?.customers == 0 && set.map { !points.goesByOneFeature($0) } == true
    var found = LintFinding(
      kind: kind, severity: points.isExact && !isAssumed ? severity : .warning,
      position: position, path: path,
      message: points.isExact ? message : message + " (as far as drawn customers tell)",
      advice: advice, codes: hasCodes ? set?.count : nil, share: share)
    found.isAssumed = isAssumed
    return found
  }

  /// Whether points are codes of scores, of which no score is missing.
  var hasCodes: Bool {
    points.isExact
      && points.axes.allSatisfy { axis in
        if case .scores = axis.input.values { true } else { false }
      }
  }

  /// A rule by its place and segment.
  func name(_ rule: Int) -> String { "\(rules.noun) \(rule + 1)" }

  /// Rules by their places: `rule 3`, `rules 1, 2 and 4`.
  func names(_ places: [Int]) -> String {
    let numbers = places.map { String($0 + 1) }
    guard numbers.count > 1 else { return "\(rules.noun) \(numbers.first ?? "")" }
    return "\(rules.noun)s " + numbers.dropLast().joined(separator: ", ") + " and "
      + (numbers.last ?? "")
  }

  /// A segment's name in quotes.
  func quoted(_ segment: SegmentIndex) -> String { "'\(scheme.segments[Int(segment)])'" }

  /// A set as a person reads it: how many codes, and which.
  func region(_ set: PointSet) -> String { points.regions(set).map { ": \($0)" } ?? "" }
}

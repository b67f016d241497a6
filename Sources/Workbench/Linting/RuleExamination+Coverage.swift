// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import ScenarioLanguage

extension RuleExamination {
  /// Segments that nobody can get.
  var segmentFindings: [LintFinding] {
    var found = scheme.segments.indices.compactMap { index -> LintFinding? in
      let segment = SegmentIndex(index)
      guard !isReachable(segment) else { return nil }
      let own = rules.rules.indices.filter { rules.rules[$0].segment == segment }
      if let first = own.first {
        let why = unreached(first)
        if let why, why.finding.kind == .thresholdOrder {
          return finding(
            .thresholdOrder, .error,
            "\(quoted(segment)) is never given: \(name(first)) \(why.reason)",
            at: why.finding.position, path: why.finding.path)
        }
        let reason = why.map { "\(name(first)) \($0.reason)" }
        return finding(
          .unreachableSegment, .error,
          "\(quoted(segment)) is never given: "
            + (reason ?? "other rows hold too wherever \(name(first)) does")
            + (own.count > 1 ? ", and so on" : ""),
          at: rules.rules[first].position, path: rules.rules[first].path)
      }
      if rules.otherwise == segment {
        return finding(
          .unreachableSegment, .error,
          "\(quoted(segment)) is never given: some \(rules.noun) holds for every customer",
          at: rules.otherwisePosition, path: rules.path)
      }
      return finding(
        .unreachableSegment, .error, "\(quoted(segment)) is never given: no \(rules.noun) names it",
        at: rules.position, path: rules.path)
    }
    if let otherwise = rules.otherwise, uncovered.isEmpty, isReachable(otherwise) {
      found.append(
        finding(
          .unreachableRule, .warning,
          "'otherwise' is never reached: some \(rules.noun) holds for every customer",
          at: rules.otherwisePosition, path: rules.path))
    }
    return found
  }

  /// Customers for whom no rule holds although no value is missing.
  ///
  /// The last of rules in a `first match` is for everybody else by design.
  var gapFindings: [LintFinding] {
    let gap = uncovered.subtracting(anyMissing)
    guard !gap.isEmpty, rules.otherwise == nil || rules.noun == "row" else { return [] }
    let whole = points.all.subtracting(anyMissing).count
    let what =
      hasCodes ? "\(gap.count) of \(whole) codes match" : "there are customers who match"
    let fate =
      rules.otherwise.map { " and go to \(quoted($0))" } ?? " and get no estimate"
    return [
      finding(
        .gap, rules.otherwise == nil ? .error : .warning,
        "\(what) no \(rules.noun)\(fate)\(region(gap))",
        advice: rules.otherwise == nil ? "add a \(rules.noun), or \(otherwiseExample)" : nil,
        at: rules.otherwise == nil ? rules.position : rules.otherwisePosition, path: rules.path,
        concerns: gap)
    ]
  }

  private var otherwiseExample: String {
    rules.noun == "rule" ? "'- SEGMENT: otherwise'" : "'otherwise: SEGMENT'"
  }

  /// Pairs of rules that hold together where they may not.
  var overlapFindings: [LintFinding] {
    guard rules.hit != .first, !conflict.isEmpty else { return [] }
    var found: [LintFinding] = []
    for (later, rule) in rules.rules.enumerated() {
      for earlier in 0..<later {
        let isSame = rules.rules[earlier].segment == rule.segment
        if rules.hit == .any, isSame { continue }
        let both = yes[earlier].intersection(yes[later])
        guard !both.isEmpty else { continue }
        let what = hasCodes ? " for \(both.count) code\(both.count == 1 ? "" : "s")" : ""
        let why =
          rules.hit == .any
          ? "differ, but under 'any' they must agree" : "overlap, but under 'unique' they may not"
        found.append(
          finding(
            .overlap, .error, "\(names([earlier, later])) \(why)\(what)\(region(both))",
            advice: "such customers get no estimate; narrow one of them", at: rule.position,
            path: rule.path, concerns: both))
      }
    }
    return found
  }

  /// Rules that cannot be decided, as a value is missing, before one decides.
  var missingFindings: [LintFinding] {
    points.axes.indices.compactMap { axis in
      let missing = points.missing(axis)
      guard !missing.isEmpty else { return nil }
      var open = missing
      var (concerned, undecided) = (PointSet(none: points.count), [Int]())
      for index in rules.rules.indices {
        let own = open.intersection(unknown[index])
        if !own.isEmpty, !yes[index].isEmpty, reads(index, axis) {
          undecided.append(index)
          concerned.formUnion(own)
        }
        if rules.hit == .first { open.subtract(yes[index]) }
      }
      if rules.hit != .first { concerned.subtract(covered) }
      guard let first = undecided.first, !concerned.isEmpty else { return nil }
      let rule = rules.rules[first]
      return finding(
        .missingValue, .warning,
        "'\(points.axes[axis].input.name)' can be missing; then \(names(undecided)) "
          + "\(undecided.count == 1 ? "is" : "are") unknown, and the customer \(fate(concerned))",
        at: rule.position, path: rule.path, concerns: concerned)
    }
  }

  private func reads(_ rule: Int, _ axis: Int) -> Bool {
    let slot = points.axes[axis].input.slot
    let condition = rules.rules[rule].condition
    return condition.numberSlots.contains(slot) || condition.levelSlots.contains(slot)
  }

  /// The points at which some value is missing.
  private var anyMissing: PointSet {
    points.axes.indices.reduce(into: PointSet(none: points.count)) {
      $0.formUnion(points.missing($1))
    }
  }

  /// Where customers go: `goes to 'a' or 'b'`.
  private func fate(_ set: PointSet) -> String {
    // A missing measure is neither hit nor miss.
    guard rules.noun != "tier" else { return "keeps the tier held before" }
    var targets: [String] = []
    for (rule, own) in zip(rules.rules, decided) where !own.intersection(set).isEmpty {
      if !targets.contains(quoted(rule.segment)) { targets.append(quoted(rule.segment)) }
    }
    let none = !set.intersection(uncovered).isEmpty
    if none, let otherwise = rules.otherwise, !targets.contains(quoted(otherwise)) {
      targets.append(quoted(otherwise))
    }
    let isLeft = (none && rules.otherwise == nil) || !set.intersection(conflict).isEmpty
    let goes = targets.isEmpty ? "" : "goes to " + targets.joined(separator: " or ")
    return goes + (isLeft ? (goes.isEmpty ? "" : ", or ") + "gets no estimate" : "")
  }
}

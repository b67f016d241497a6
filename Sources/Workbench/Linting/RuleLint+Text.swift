// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Results
import ScenarioLanguage

extension RuleLint {
  /// What was examined, as lines.
  ///
  /// - Parameter width: the columns there are; nothing for any.
  /// - Returns: lines ended by line feeds.
  public func text(_ width: Int?) -> String {
    let errors = findings.count { $0.severity == .error }
    let warnings = findings.count - errors
    let verdict =
      subjects.isEmpty
      ? "no classifier has rules to examine"
      : findings.isEmpty
        ? "nothing to complain of" : Self.counted([(errors, "error"), (warnings, "warning")])
    let layout = TextColumns(width: width)
    let lines = layout.lines(
      subjects.map { ($0.classifier, $0.text) }
        + unexamined.map { ($0.classifier, "\($0.kind), not examined, because \($0.reason)") })
    return (["\(scenario): \(verdict)"] + lines).joined(separator: "\n") + "\n"
  }

  fileprivate static func counted(_ counts: [(Int, String)]) -> String {
    counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
      .joined(separator: ", ")
  }
}

extension RuleLint.Subject {
  fileprivate var text: String {
    let counted = RuleLint.counted([(rules, noun)])
    let tried = TextColumns.grouped(points)
    var parts = ["\(kind), \(counted), hit policy \(hit.rawValue)"]
    parts.append(
      isExact
        ? "all \(tried) combinations of values that \(noun)s tell apart were tried"
        : "\(tried) drawn customers were tried")
    if let codes {
      parts.append(
        "of \(codes.none + codes.one + codes.several) codes \(codes.none) match no \(noun), "
          + "\(codes.one) match one, \(codes.several) match several")
    }
    if uncovered.customers > 0 {
      parts.append(
        (hasOtherwise
          ? "'otherwise' is" : noun == "tier" ? "no review decides" : "no \(noun) holds")
          + " for \(uncovered.text)")
    }
    if shared.customers > 0 { parts.append("several \(noun)s hold for \(shared.text)") }
    return parts.joined(separator: "; ")
  }
}

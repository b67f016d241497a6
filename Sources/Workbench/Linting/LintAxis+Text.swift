// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

extension LintAxis {
  /// Some neighbouring cells as a person reads them: `recency 1–3`, `age 18 to below 35`.
  ///
  /// - Parameter run: positions of cells, not all of them.
  /// - Returns: the text.
  func text(_ run: ClosedRange<Int>) -> String {
    let isMissing = cells[run.upperBound].isMissing
    let last = isMissing ? run.upperBound - 1 : run.upperBound
    guard run.lowerBound <= last else { return "\(input.name) missing" }
    return "\(input.name) \(values(run.lowerBound...last))" + (isMissing ? " or missing" : "")
  }

  private func values(_ run: ClosedRange<Int>) -> String {
    let (first, last) = (cells[run.lowerBound], cells[run.upperBound])
    switch input.values {
    case .levels(let names): return run.map { names[$0] }.joined(separator: " or ")
    case .scores, .sums:
      let (low, high) = (first.value.brief, last.value.brief)
      return run.count == 1 ? low : "\(low)–\(high)"
    case .numbers, .wholeNumbers:
      let (low, high) = (Self.number(first.low), Self.number(last.high))
      if first.low == last.high { return low }
      switch (first.low.isFinite, last.high.isFinite) {
      case (false, false): return "of any value"
      case (false, true): return last.includesHigh ? "at most \(high)" : "below \(high)"
      case (true, false): return first.includesLow ? "at least \(low)" : "above \(low)"
      case (true, true):
        return (first.includesLow ? "" : "above ") + low + " to "
          + (last.includesHigh ? "" : "below ") + high
      }
    }
  }

  private static func number(_ value: Double) -> String {
    guard value.isFinite, value == value.rounded(), value.magnitude < 1e15 else {
      return value.brief
    }
    return value < 0
      ? "-" + TextColumns.grouped(Int(-value)) : TextColumns.grouped(Int(value))
  }
}

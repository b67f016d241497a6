// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension TierClassifier {
  /// The rule as lines for a person to read.
  ///
  /// - Parameter scheme: the tiers' names.
  /// - Returns: one line for the measure, one for each tier, one for the calendar.
  func description(_ scheme: SegmentScheme) -> [String] {
    let names = segments.map { scheme.segments[Int($0)] }
    let average = rule.over > 1 ? ", mean of \(rule.over) months" : ""
    var lines = ["measure: \(measureText)\(average)"]
    for (tier, name) in names.enumerated() {
      let floor = tier == 0 ? "below" : "from \(ShortNumber.text(rule.floors[tier - 1]))"
      let up = tier < rule.floors.count ? ["up \(Self.text(rule.up[tier], "hit"))"] : []
      let down = tier > 0 ? ["down \(Self.text(rule.down[tier], "miss"))"] : []
      lines.append("\(name): " + ([floor] + up + down).joined(separator: "; "))
    }
    let months = rule.calendar.isReviewed.indices.filter { rule.calendar.isReviewed[$0] }
    let dates = months.map { String($0 + 1) }.joined(separator: ", ")
    lines.append(
      "reviewed " + (months.count == 12 ? "every month" : "at the end of months \(dates)")
        + "; in force \(rule.calendar.lag) months later")
    if let amnesty = rule.calendar.amnesty {
      lines.append("nobody moves down from \(amnesty.lowerBound) until \(amnesty.upperBound)")
    }
    if missing != noEstimate {
      lines.append("\(scheme.segments[Int(missing)]): measure never known")
    }
    return lines
  }

  private static func text(_ move: TierMove, _ noun: String) -> String {
    let plural = move.reviews == 1 ? noun : noun + (noun == "miss" ? "es" : "s")
    let counted = move.reviews == 1 ? "" : move.isConsecutive ? " in a row" : " in total"
    let margin = move.margin > 0 ? ", margin \(ShortNumber.text(100 * move.margin)) %" : ""
    return "after \(move.reviews) \(plural)\(counted), to \(move.target.rawValue)\(margin)"
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension TierReading {
  /// The tiers that a measure earns as rules over it, whatever was earned before.
  ///
  /// - Parameters:
  ///   - floors: the floors.
  ///   - measure: the measure.
  ///   - missing: the segment of customers whose measure was never known, 255 for none.
  /// - Returns: the rules; nothing where the measure is more than one feature.
  func rules(
    _ floors: Floors, of measure: CheckedExpression, missing: SegmentIndex
  ) -> DecisionRules? {
    guard case .number(let column) = measure.root, let reader = record["floors"] else { return nil }
    let name = task.schema.features[column].name
    let positions = (reader.node.entries ?? []).map(\.keyPosition)
    func rule(_ segment: SegmentIndex, _ text: String, _ node: CheckedExpression.Node, at tier: Int)
      -> Rule
    {
      Rule(
        segment: segment, text: text, condition: CheckedExpression(node), names: [name],
        position: tier > 0 ? positions[tier - 1] : reader.node.position, path: reader.pathText,
        parts: [])
    }
    let number = CheckedExpression.Node.number(slot: column)
    var rules = floors.segments.indices.map { tier -> Rule in
      let isLast = tier == floors.values.count
      let above = CheckedExpression.Node.compare(
        .greaterOrEqual, number, .constant(tier > 0 ? floors.values[tier - 1] : -.infinity))
      let text = tier > 0 ? "\(name) from \(ShortNumber.text(floors.values[tier - 1]))" : "below"
      guard !isLast else { return rule(floors.segments[tier], text, above, at: tier) }
      let below = CheckedExpression.Node.compare(.less, number, .constant(floors.values[tier]))
      return rule(floors.segments[tier], text, .both(above, below), at: tier)
    }
    if missing != noEstimate {
      rules.append(rule(missing, "\(name) never known", .isMissing(number), at: 0))
    }
    return DecisionRules(
      noun: "tier", inputs: task.inputs([column]), rules: rules, hit: .unique, otherwise: nil,
      otherwisePosition: reader.node.position, position: reader.node.position,
      path: reader.pathText, thresholds: [])
  }
}

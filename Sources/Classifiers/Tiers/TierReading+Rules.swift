// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension TierReading {
  /// The tiers that a measure earns as rules over it, whatever was earned before.
  ///
  /// - Parameters:
  ///   - floors: the floors.
  ///   - measure: the measure.
  ///   - name: what it is called.
  ///   - missing: the segment of customers whose measure was never known, 255 for none.
  /// - Returns: the rules.
  func rules(
    _ floors: Floors, of measure: CheckedExpression, called name: String, missing: SegmentIndex
  ) -> DecisionRules? {
    guard let reader = record["floors"] else { return nil }
    let columns = Set(measure.numberSlots + measure.levelSlots).sorted()
    let names = Set(columns.map { task.schema.features[$0].name })
    let positions = (reader.node.entries ?? []).map(\.keyPosition)
    func rule(_ segment: SegmentIndex, _ text: String, _ node: CheckedExpression.Node, at tier: Int)
      -> Rule
    {
      Rule(
        segment: segment, text: text, condition: CheckedExpression(node), names: names,
        position: tier > 0 ? positions[tier - 1] : reader.node.position, path: reader.pathText,
        parts: [])
    }
    let number = measure.root
    var rules = floors.segments.indices.map { tier -> Rule in
      let text = tier > 0 ? "\(name) from \(ShortNumber.text(floors.values[tier - 1]))" : "below"
      let above =
        tier > 0
        ? CheckedExpression.Node.compare(
          .greaterOrEqual, number, .constant(floors.values[tier - 1])) : nil
      let below =
        tier < floors.values.count
        ? CheckedExpression.Node.compare(.less, number, .constant(floors.values[tier])) : nil
      let node = above.map { above in below.map { .both(above, $0) } ?? above } ?? below
      return rule(floors.segments[tier], text, node ?? .truth(true), at: tier)
    }
    if missing != noEstimate {
      rules.append(rule(missing, "\(name) never known", .isMissing(number), at: 0))
    }
    return DecisionRules(
      noun: "tier", inputs: task.inputs(columns), rules: rules, hit: .unique, otherwise: nil,
      otherwisePosition: reader.node.position, position: reader.node.position,
      path: reader.pathText, thresholds: [])
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension DecisionRules {
  /// The levels of cut points as rules.
  ///
  /// - Parameters:
  ///   - levels: the cut points and segments.
  ///   - missing: the segment of a missing value.
  ///   - input: what is cut.
  ///   - record: the settings that hold the cut points.
  init(
    _ levels: CutLevels, missing: SegmentIndex?, of input: RuleInput, _ record: RecordReader
  ) {
    let name = input.name
    let (path, position) = (record.reader.pathText, record.reader.node.position)
    func rule(
      _ segment: SegmentIndex, _ text: String, _ node: CheckedExpression.Node,
      _ place: SourcePosition
    ) -> Rule {
      Rule(
        segment: segment, text: text, condition: CheckedExpression(node), names: [name],
        position: place, path: path, parts: [])
    }
    let number = CheckedExpression.Node.number(slot: input.slot)
    let ends = [-Double.infinity] + levels.cuts + [.infinity]
    var rules = levels.segments.indices.map { level in
      let (low, high) = (ends[level], ends[level + 1])
      let floor = CheckedExpression.Node.compare(.greaterOrEqual, number, .constant(low))
      let isLast = level == levels.segments.count - 1
      return rule(
        levels.segments[level], isLast ? "above" : "\(name) below \(ShortNumber.text(high))",
        isLast ? floor : .both(floor, .compare(.less, number, .constant(high))),
        levels.positions[level])
    }
    if let missing {
      let place = record["missing"]?.node.position ?? position
      rules.append(rule(missing, "\(name) missing", .isMissing(number), place))
    }
    self.init(
      noun: "level", inputs: [input], rules: rules, hit: .unique, otherwise: nil,
      otherwisePosition: position, position: position, path: path, thresholds: [])
  }
}

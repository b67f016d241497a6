// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension DecisionRules {
  /// The levels of cut points as rules.
  ///
  /// - Parameters:
  ///   - levels: the cut points and segments.
  ///   - missing: the segment of a missing value.
  ///   - column: the column that is cut.
  ///   - record: the settings of `cuts`.
  ///   - task: what is found, and from what.
  init(
    _ levels: CutLevels, missing: SegmentIndex?, of column: Int, _ record: RecordReader,
    task: ClassifierTask
  ) {
    let name = task.schema.features[column].name
    let (path, position) = (record.reader.pathText, record.reader.node.position)
    func rule(
      _ segment: SegmentIndex, _ text: String, _ node: CheckedExpression.Node,
      _ place: SourcePosition
    ) -> Rule {
      Rule(
        segment: segment, text: text, condition: CheckedExpression(node), names: [name],
        position: place, path: path, parts: [])
    }
    let number = CheckedExpression.Node.number(slot: column)
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
      noun: "level", inputs: task.inputs([column]), rules: rules, hit: .unique, otherwise: nil,
      otherwisePosition: position, position: position, path: path, thresholds: [])
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// What conditions read: a feature, or the score of one.
public struct RuleInput: Sendable, Equatable {
  /// What values there are.
  public enum Values: Sendable, Equatable {
    /// Any number.
    case numbers
    /// Whole numbers from 0.
    case wholeNumbers
    /// One of these levels.
    case levels([String])
    /// Scores from 1 to a greatest one.
    case scores(Int)
    /// One of these sums of points, ascending.
    case sums([Double])
  }

  /// Its name in conditions.
  public let name: String
  /// Its slot in conditions.
  public let slot: Int
  /// The feature's column.
  public let column: Int
  /// What values there are.
  public let values: Values
  /// Whether conditions can meet a missing value; nothing when that is not known.
  public let mayBeMissing: Bool?

  /// Makes an input.
  ///
  /// - Parameters:
  ///   - name: its name in conditions.
  ///   - slot: its slot in conditions.
  ///   - column: the feature's column.
  ///   - values: what values there are.
  ///   - mayBeMissing: whether conditions can meet a missing value; nothing when that is not known.
  public init(name: String, slot: Int, column: Int, values: Values, mayBeMissing: Bool?) {
    (self.name, self.slot, self.column) = (name, slot, column)
    (self.values, self.mayBeMissing) = (values, mayBeMissing)
  }

  /// The same input, if anything can be its value.
  public var withoutBounds: RuleInput {
    RuleInput(
      name: name, slot: slot, column: column,
      values: values == .wholeNumbers ? .numbers : values, mayBeMissing: true)
  }
}

/// What a table does where several rows hold, in the words of DMN (Decision Model and Notation).
public enum HitPolicy: String, Sendable, CaseIterable {
  /// The first row that holds decides.
  case first
  /// At most one row may hold; where several do, there is no estimate.
  case unique
  /// Several rows may hold if they give one segment; where they do not, there is no estimate.
  case any
}

/// The rules by which a classifier decides, for whoever examines them.
public struct DecisionRules: Sendable {
  /// What one of them is called, such as `rule` or `row`.
  public let noun: String
  /// What conditions read.
  public let inputs: [RuleInput]
  /// The rules in order.
  public let rules: [Rule]
  /// What happens where several hold.
  public let hit: HitPolicy
  /// The segment where none holds; nothing for no estimate.
  public let otherwise: SegmentIndex?
  /// Where that segment is written; where the rules are, if it is not.
  public let otherwisePosition: SourcePosition
  /// Where the rules are written.
  public let position: SourcePosition
  /// The keys that lead to them.
  public let path: String
  /// The named numbers of the conditions.
  public let thresholds: [RuleThreshold]
}

extension DecisionRules {
  /// The same rules over other inputs.
  ///
  /// - Parameters:
  ///   - inputs: what the changed conditions read.
  ///   - change: changes a condition, or a part of one.
  /// - Returns: the rules.
  public func reading(
    _ inputs: [RuleInput], _ change: (CheckedExpression) -> CheckedExpression
  ) -> DecisionRules {
    DecisionRules(
      noun: noun, inputs: inputs,
      rules: rules.map { rule in
        Rule(
          segment: rule.segment, text: rule.text, condition: change(rule.condition),
          names: rule.names, position: rule.position, path: rule.path,
          parts: rule.parts.map {
            ConditionPart(condition: change($0.condition), position: $0.position)
          })
      }, hit: hit, otherwise: otherwise, otherwisePosition: otherwisePosition, position: position,
      path: path, thresholds: thresholds)
  }
}

extension ClassifierTask {
  /// What conditions over features read, slots being columns.
  ///
  /// - Parameter columns: the columns that conditions mention.
  /// - Returns: one input for each.
  func inputs(_ columns: [Int]) -> [RuleInput] {
    columns.map { column in
      let feature = schema.features[column]
      let values: RuleInput.Values =
        switch feature.kind {
        case .number: .numbers
        case .count: .wholeNumbers
        case .levels(let names): .levels(names)
        }
      return RuleInput(
        name: feature.name, slot: column, column: column, values: values,
        mayBeMissing: mayBeMissing.map { $0.contains(column) })
    }
  }
}

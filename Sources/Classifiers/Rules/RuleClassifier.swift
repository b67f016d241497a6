// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A bank's own rules: the first whose condition is true decides; the last is `otherwise`.
///
/// A comparison with a missing value is unknown, and a rule fires only on true.
public struct RuleClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "first match"
  /// What it does.
  public static let summary = "rules in order, of which the first that is true decides"
  /// A list of segments with their conditions.
  public static let shape = Shape.list(.named(.condition, "segment"))
  /// The named numbers that conditions may mention.
  public static let companions = [
    RecordShape.Field(
      "thresholds", .named(.number(.any), "threshold"),
      "named numbers for the conditions of 'first match', such as those to be tuned")
  ]
  /// The thresholds.
  public static let namedNumbers = [NamedNumbers(["thresholds"], "threshold")]
  /// It learns nothing.
  public static let needsTraining = false
  /// Rules know no probabilities.
  public static let givesProbabilities = false

  private let list: DecisionRules
  /// The rules, for whoever examines them.
  public var rules: DecisionRules? { list }
  /// The named numbers, in the order written.
  public var thresholds: [RuleThreshold] { list.thresholds }
  /// The columns that the conditions mention.
  public var namedColumns: [Int]? { list.inputs.map(\.column) }

  /// Reads `thresholds` and `first match`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let reader = entry[Self.id] else { return nil }
    let thresholds = RuleThreshold.read(entry["thresholds"], task: task)
    let scope = RuleScope(task: task, thresholds: thresholds)
    guard let list = RuleList(reading: reader, scope: scope),
      !thresholds.contains(where: { $0.value.isNaN })
    else { return nil }
    list.advise(reader, thresholds: entry["thresholds"], scope: scope)
    let columns = Set(list.rules.flatMap { $0.condition.numberSlots + $0.condition.levelSlots })
    self.list = DecisionRules(
      noun: "rule", inputs: task.inputs(columns.sorted()), rules: list.rules, hit: .first,
      otherwise: list.otherwise, otherwisePosition: list.otherwisePosition,
      position: reader.node.position, path: reader.pathText, thresholds: thresholds)
  }

  /// Compiles the rules.
  ///
  /// - Parameters:
  ///   - training: the schema and scheme; customers are not looked at.
  ///   - seed: not used.
  /// - Returns: the compiled rules.
  /// - Throws: never.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    FittedRules(list, schema: training.features.schema, scheme: training.scheme)
  }
}

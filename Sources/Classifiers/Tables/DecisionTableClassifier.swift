// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A bank's decision table: rows of conditions on features, with a hit policy.
///
/// A condition on a missing value is unknown, and a row holds only when it is true.
public struct DecisionTableClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "decision table"
  /// What it does.
  public static let summary = "rows of conditions on features, with a hit policy"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns nothing.
  public static let needsTraining = false
  /// Rows know no probabilities.
  public static let givesProbabilities = false

  static let settings = RecordShape(
    "decision table",
    TableRows.fields("a condition for each feature that matters ({age: 18 to 35}) or an expression")
  )

  private let table: DecisionRules
  /// The rows, for whoever examines them.
  public var rules: DecisionRules? { table }
  /// The columns that rows mention.
  public var namedColumns: [Int]? { table.inputs.map(\.column) }

  /// Reads `decision table: {hit: …, rows: […]}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let scope = RowScope(inputs: task.inputs(task.sees), task: task, hasCodes: false)
    guard let rows = TableRows(reading: record, scope: scope) else { return nil }
    let read = Set(rows.rules.flatMap { $0.condition.numberSlots + $0.condition.levelSlots })
    table = DecisionRules(rows, inputs: scope.inputs.filter { read.contains($0.slot) })
    table.adviseMissing(rows.reader)
  }

  /// Compiles the rows.
  ///
  /// - Parameters:
  ///   - training: the schema and scheme; customers are not looked at.
  ///   - seed: not used.
  /// - Returns: the compiled rows.
  /// - Throws: never.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    FittedRules(table, schema: training.features.schema, scheme: training.scheme)
  }
}

extension DecisionRules {
  init(_ rows: TableRows, inputs: [RuleInput]) {
    self.init(
      noun: "row", inputs: inputs, rules: rows.rules, hit: rows.hit, otherwise: rows.otherwise,
      otherwisePosition: rows.otherwisePosition, position: rows.reader.node.position,
      path: rows.reader.pathText, thresholds: [])
  }

  /// Warns of inputs that can be missing, when no row asks whether they are.
  func adviseMissing(_ reader: ScenarioReader) {
    let asked = Set(rules.flatMap { $0.condition.root.slotsAskedFor })
    for input in inputs where input.mayBeMissing == true && !asked.contains(input.slot) {
      reader.warning(
        "'\(input.name)' can be missing; a condition on it is then unknown and its row does not hold",
        advice: "say where such customers belong, with a row '{\(input.name): missing}'")
    }
  }
}

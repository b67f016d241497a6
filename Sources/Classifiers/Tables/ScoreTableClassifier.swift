// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A score table such as RFM (recency, frequency, monetary value): each feature is scored, and rows
/// of scores name segments.
public struct ScoreTableClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "score table"
  /// What it does.
  public static let summary = "features scored by quantiles or cut points, and rows of scores"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// Quantiles are cut on training customers.
  public static let needsTraining = true
  /// Quantiles need no labels.
  public static let needsLabels = false
  /// Rows know no probabilities.
  public static let givesProbabilities = false

  static let settings = RecordShape(
    "score table",
    [
      RecordShape.Field(
        "scores", .named(.record(FeatureScore.shape), "feature"), isRequired: true,
        "the features that are scored, in the order of the codes")
    ]
      + TableRows.fields(
        "a range of each score ({recency: 4-5}), codes ([555, 554]) or an expression over scores"))

  /// How features are scored, by slot.
  let scores: [FeatureScore]
  private let table: DecisionRules
  /// The rows, for whoever examines them.
  public var rules: DecisionRules? { table }
  /// The columns that are scored.
  public var namedColumns: [Int]? { scores.map(\.column).sorted() }
  /// Whether some cut points are quantiles.
  public var learns: Bool {
    scores.contains { score in if case .quantiles = score.cuts { true } else { false } }
  }

  /// Reads `score table: {scores: …, hit: …, rows: …}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings),
      let scores = record["scores"].flatMap({ Self.scores($0, task) })
    else { return nil }
    let inputs = scores.enumerated().map { slot, score in
      RuleInput(
        name: score.name, slot: slot, column: score.column, values: .scores(score.cuts.scores),
        mayBeMissing: score.missing != nil
          ? false : task.mayBeMissing.map { $0.contains(score.column) })
    }
    let scope = RowScope(inputs: inputs, task: task, hasCodes: true)
    guard let rows = TableRows(reading: record, scope: scope) else { return nil }
    self.scores = scores
    table = DecisionRules(rows, inputs: inputs)
    if !learns {
      entry["train"]?.error(
        "all cut points are numbers, so that there is nothing to learn", advice: "take 'train' out")
    }
  }

  private static func scores(_ reader: ScenarioReader, _ task: ClassifierTask) -> [FeatureScore]? {
    guard let named = reader.named("feature"), let entries = reader.node.entries else { return nil }
    guard !named.isEmpty else {
      reader.error("must name at least one feature, but got none")
      return nil
    }
    let scores = zip(named, entries).map { feature, entry in
      FeatureScore(named: feature.name, feature.value, at: entry.keyPosition, task: task)
    }
    return scores.contains { $0 == nil } ? nil : scores.compactMap(\.self)
  }

  /// Cuts quantiles on the training customers; their labels are not looked at.
  ///
  /// - Parameters:
  ///   - training: the customers.
  ///   - seed: not used.
  /// - Returns: the table with its cut points.
  /// - Throws: that no customer has a value of a feature.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    var fitted: [FittedScore] = []
    for score in scores { fitted.append(try FittedScore(score, training)) }
    return FittedScoreTable(scores: fitted, rules: table, scheme: training.scheme)
  }
}

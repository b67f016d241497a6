// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A scorecard: points for each attribute, their sum, and the segments between cut points.
public struct ScorecardClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "scorecard"
  /// What it does.
  public static let summary =
    "points for each attribute, their sum cut into segments; with 'scale', also the chance of two"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns nothing.
  public static let needsTraining = false
  /// Only with `scale`.
  public static let givesProbabilities = false
  /// A scale tells the chance of two segments.
  public static let wayToProbabilities: String? = "give the scorecard a 'scale'"

  static let settings = RecordShape(
    "scorecard",
    [
      RecordShape.Field(
        "initial", .number(.any), "the points that everybody starts with; 0 when not stated"),
      RecordShape.Field(
        "points", .named(.named(.number(.any), "attribute"), "feature"), isRequired: true,
        "by feature: points by 'below NUMBER', ascending, and 'above', or by level; 'missing' too"),
      RecordShape.Field(
        "at", .list(.number(.any)),
        "ascending sums between the segments of an ordered scheme, low to high"),
      RecordShape.Field(
        "levels", .named(.text, "segment"),
        "segments by name with 'below NUMBER', ascending, and 'above' for the last"),
      RecordShape.Field(
        "scale", .record(ScoreScale.shape), "what a sum says about the odds of two segments"),
    ])

  /// The points that everybody starts with.
  let initial: Double
  /// The points by feature.
  let points: [AttributePoints]
  /// The segments by sum.
  let levels: CutLevels
  /// What a sum says about the odds.
  let scale: ScoreScale?
  /// Whether its scale tells the chance of two segments.
  public var givesProbabilities: Bool { scale != nil }

  /// The segments as rules over the sum of points, for whoever examines them; nothing where there are more than
  /// 65,536 sums.
  public let rules: DecisionRules?
  /// Too many sums.
  public var reasonWithoutRules: String? {
    rules == nil ? "there are more than 65,536 sums of points" : nil
  }

  /// The features that give points.
  public var namedColumns: [Int]? { points.map(\.column).sorted() }

  /// Reads `scorecard: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let initial = record.has("initial") ? record.number("initial") : 0
    let levels = CutLevels(reading: record, scheme: task.scheme)
    let points = record["points"].flatMap { Self.points($0, task) }
    let scale = record["scale"].map { ScoreScale(reading: $0) }
    guard let initial, let levels, let points else { return nil }
    if let scale {
      guard scale != nil else { return nil }
      guard levels.segments.count == 2, levels.segments[0] != levels.segments[1],
        task.scheme.segments.count == 2
      else {
        record["scale"]?.error(
          "odds are those of two segments, but '\(task.scheme.name)' has "
            + "\(task.scheme.segments.count), in \(levels.segments.count) levels",
          advice: "take 'scale' out: the sum is then cut into segments without probabilities")
        return nil
      }
    }
    (self.initial, self.points, self.levels, self.scale) = (initial, points, levels, scale ?? nil)
    rules = Self.sums(initial, points).map { sums in
      let mayBeMissing = points.map { attribute -> Bool? in
        attribute.missing.isNaN ? task.mayBeMissing.map { $0.contains(attribute.column) } : false
      }
      let isKnown = !mayBeMissing.contains { $0 == nil }
      let input = RuleInput(
        name: "points", slot: 0, column: points[0].column, values: .sums(sums),
        mayBeMissing: isKnown ? mayBeMissing.contains { $0 == true } : nil)
      return DecisionRules(levels, missing: nil, of: input, record)
    }
  }

  /// The most sums that are kept apart.
  private static let mostSums = 1 << 16

  /// All sums of points that there can be, ascending, added up in the order of the features as for customers.
  private static func sums(_ initial: Double, _ points: [AttributePoints]) -> [Double]? {
    var sums: Set<Double> = [initial]
    for attribute in points {
      let own = Set(attribute.points + (attribute.missing.isNaN ? [] : [attribute.missing]))
      var next: Set<Double> = []
      for sum in sums { next.formUnion(own.map { sum + $0 }) }
      guard next.count <= mostSums else { return nil }
      sums = next
    }
    return sums.sorted()
  }

  private static func points(_ reader: ScenarioReader, _ task: ClassifierTask) -> [AttributePoints]?
  {
    guard let named = reader.named("feature"), let entries = reader.node.entries else { return nil }
    guard !named.isEmpty else {
      reader.error("must name at least one feature, but got none")
      return nil
    }
    let points = zip(named, entries).map { feature, entry in
      AttributePoints(named: feature.name, feature.value, at: entry.keyPosition, task: task)
    }
    return points.contains { $0 == nil } ? nil : points.compactMap(\.self)
  }

  /// Keeps the points.
  ///
  /// - Parameters:
  ///   - training: the scheme; customers are not looked at.
  ///   - seed: not used.
  /// - Returns: the scorecard, ready to estimate.
  /// - Throws: never.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    FittedScorecard(specification: self, scheme: training.scheme)
  }
}

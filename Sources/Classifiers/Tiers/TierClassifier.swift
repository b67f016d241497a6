// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A bank's tier rule: what a customer must hold, when that is reviewed, and how many misses are forgiven.
///
/// It goes by the customer's earlier months too. Who is seen for the first time stands in the tier that the
/// first measure earns.
public struct TierClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "tiers"
  /// What it does.
  public static let summary =
    "a bank's tier rule: floors of a measure, reviews, and how many misses are forgiven"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns nothing.
  public static let needsTraining = false
  /// Rules know no probabilities.
  public static let givesProbabilities = false
  /// The floors, by tier.
  public static let namedNumbers = [NamedNumbers([id, "floors"], "floor", ascend: true)]

  static let settings = RecordShape(
    "tiers",
    [
      .init(
        "measure", .expression, isRequired: true,
        "what must reach the floors: a feature, or a sum of several with a weight for each product"),
      .init(
        "over", .duration,
        "over how many months the measure is averaged, such as '3 months'; 1 if it is not said"),
      .init(
        "floors", .named(.number(.positive), "segment"), isRequired: true,
        "what each tier but the lowest asks for, ascending"),
      .init("up", .record(TierMove.upShape), "when a customer is moved up"),
      .init("down", .record(TierMove.downShape), "when a customer is moved down"),
      .init(
        "exceptions", .named(.record(exceptionShape), "segment"),
        "other moves for those who hold a tier, such as a longer grace for the highest"),
    ] + TierCalendar.fields + [
      .init(
        "missing", .name,
        "the segment of customers whose measure was never known; none if it is not said")
    ])
  static let exceptionShape = RecordShape(
    "an exception",
    [
      .init("up", .record(TierMove.upShape), "when they are moved up"),
      .init("down", .record(TierMove.downShape), "when they are moved down"),
    ], mayBeAnnotated: true)

  /// The rule.
  public let rule: TierRule
  /// What must reach the floors, over columns of the schema.
  public let measure: CheckedExpression
  /// The measure as it is written.
  let measureText: String
  /// The segments from the base up.
  public let segments: [SegmentIndex]
  /// The segment of customers whose measure was never known, 255 for none.
  let missing: SegmentIndex

  /// The floors as rules, for whoever examines them.
  public let rules: DecisionRules?

  /// The features that the measure mentions.
  public var namedColumns: [Int]? { Set(measure.numberSlots + measure.levelSlots).sorted() }

  /// A year, or as far as the rule looks back: then counters and tiers are what they usually are.
  ///
  /// It is a year for all usual rules, so that they can be compared on the same customers.
  public var monthsToSettle: Int? { monthsToSettle(upTo: [:]) }

  /// How long it takes to settle where moves may wait longer than the rule says.
  ///
  /// - Parameter greatest: the greatest number that each tuned one may get, by the keys that lead to it.
  /// - Returns: months.
  public func monthsToSettle(upTo greatest: [[String]: Double]) -> Int? {
    let waits = greatest.filter { TierMove.countKeys.contains($0.key.last ?? "") }.values
    let longest = min(waits.max() ?? 1, Double(TierMove.mostReviews))
    return max(12, rule.lookBack(waiting: Int(longest)))
  }

  /// The measure, for a floor.
  ///
  /// - Parameter keys: the keys that lead to a number of the entry.
  /// - Returns: a month's measure, over columns of the schema; nothing for other numbers.
  public func compared(with keys: [String]) -> CheckedExpression? {
    Array(keys.dropLast()) == [Self.id, "floors"] ? measure : nil
  }

  /// Reads `tiers: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let reading = TierReading(record: record, task: task)
    let measure = reading.measure()
    let floors = reading.floors()
    let rule = floors.flatMap { reading.rule($0) }
    let missing = reading.missing(measure)
    guard let measure, let floors, let rule, let missing else { return nil }
    self.rule = rule
    (self.measure, measureText) = measure
    segments = floors.segments
    self.missing = missing
    rules = reading.rules(floors, of: measure.0, called: measure.1, missing: missing)
  }

  private init(_ other: TierClassifier, _ rule: TierRule) {
    self.rule = rule
    (measure, measureText) = (other.measure, other.measureText)
    (segments, missing, rules) = (other.segments, other.missing, other.rules)
  }

  /// The same tiers by another rule.
  ///
  /// - Parameter rule: a rule with as many tiers.
  /// - Returns: the classifier.
  public func with(_ rule: TierRule) -> TierClassifier {
    precondition(rule.tiers == self.rule.tiers, "as many tiers")
    return TierClassifier(self, rule)
  }

  /// Compiles the rule.
  ///
  /// - Parameters:
  ///   - training: the schema and scheme; customers are not looked at.
  ///   - seed: not used.
  /// - Returns: the rule, ready to estimate.
  /// - Throws: never.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    FittedTiers(self, schema: training.features.schema, scheme: training.scheme)
  }
}

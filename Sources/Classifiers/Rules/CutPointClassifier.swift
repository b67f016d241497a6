// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// Segments by where one feature's value lies between cut points.
public struct CutPointClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "cuts"
  /// What it does.
  public static let summary = "segments by where one feature lies between cut points"
  /// Its settings.
  public static let shape = Shape.record(settings)
  /// It learns nothing.
  public static let needsTraining = false
  /// Cut points know no probabilities.
  public static let givesProbabilities = false

  static let settings = RecordShape(
    "cuts",
    [
      RecordShape.Field("of", .name, isRequired: true, "the feature that is cut"),
      RecordShape.Field(
        "at", .list(.number(.any)),
        "ascending cut points between the segments of an ordered scheme, low to high"),
      RecordShape.Field(
        "levels", .named(.text, "segment"),
        "segments by name with 'below NUMBER', ascending, and 'above' for the last"),
      RecordShape.Field(
        "missing", .name, "the segment of customers whose value is missing; none when not stated"),
    ])

  /// The levels, for whoever examines them.
  public let rules: DecisionRules?
  /// The column that is cut.
  let column: Int
  /// The ascending cut points; a value belongs above a cut that it equals.
  let cuts: [Double]
  /// The segment below the first cut, between cuts, and above the last.
  let segments: [SegmentIndex]
  /// The segment of customers whose value is missing, 255 for none.
  let missing: SegmentIndex

  /// The feature that is cut.
  public var namedColumns: [Int]? { [column] }

  /// Reads `cuts: {of: FEATURE, at: […]}` or `levels: {…}`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds, and from what.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let column = record["of"].flatMap { Self.number($0, task) }
    let levels = CutLevels(reading: record, scheme: task.scheme)
    let missing = record["missing"].map { $0.segment(of: task.scheme) }
    guard let column, let levels else { return nil }
    if let missing, missing == nil { return nil }
    let name = task.schema.features[column].name
    if missing == nil, task.mayBeMissing?.contains(column) == true {
      record.reader.warning(
        "'\(name)' can be missing; such customers get no estimate",
        advice: "say where they belong, with 'missing: SEGMENT'")
    }
    rules = DecisionRules(
      levels, missing: missing ?? nil, of: task.inputs([column])[0], record)
    self.column = column
    cuts = levels.cuts
    segments = levels.segments
    self.missing = (missing ?? nil) ?? noEstimate
  }

  private static func number(_ reader: ScenarioReader, _ task: ClassifierTask) -> Int? {
    guard let column = reader.feature(of: task.schema, among: task.sees) else { return nil }
    guard case .levels = task.schema.features[column].kind else { return column }
    reader.error("cut points need a feature of numbers, but '\(reader.node.text ?? "")' has levels")
    return nil
  }

  /// Keeps the cut points.
  ///
  /// - Parameters:
  ///   - training: the schema and scheme; customers are not looked at.
  ///   - seed: not used.
  /// - Returns: the cut points, ready to estimate.
  /// - Throws: never.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    FittedCuts(
      specification: self, feature: training.features.schema.features[column].name,
      scheme: training.scheme)
  }
}

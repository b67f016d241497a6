// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// One entry of a scenario's `classifiers`: what is found, from what, how, and learned from whom.
public struct ClassifierSpecification: Sendable {
  /// The classifier's name in the scenario.
  public let name: String
  /// What it finds.
  public let scheme: SegmentScheme
  /// The columns of the view that it may use, ascending.
  public let sees: [Int]
  /// How it works.
  public let classifier: any Classifier
  /// Whom it learns from; nothing when it learns nothing.
  public let training: TrainingSpecification?
  /// Which segment it names by its probabilities.
  public let choice: SegmentChoice

  /// Reads an entry; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - name: the classifier's name in the scenario.
  ///   - reader: the cursor on the entry.
  ///   - context: what is known of the scenario.
  public init?(
    named name: String, reading reader: ScenarioReader, context: ClassifierContext
  ) {
    guard let entry = reader.record(Self.shape(of: context.kinds)) else { return nil }
    let scheme = Self.scheme(entry, context)
    let sees = Self.columns(entry, context)
    guard let kind = Self.kind(entry, among: context.kinds) else { return nil }
    let training = Self.training(entry, kind)
    guard let scheme, let sees else { return nil }
    let task = ClassifierTask(
      schema: context.schema, sees: sees, scheme: scheme, mayBeMissing: context.mayBeMissing)
    guard let classifier = kind.init(reading: entry, task: task) else { return nil }
    if kind.needsTraining, training == nil { return nil }
    guard let choice = Self.choice(entry, classifier, scheme, context) else { return nil }
    self.choice = choice
    self.name = name
    self.scheme = scheme
    self.sees = entry.has("sees") ? sees : classifier.namedColumns ?? sees
    self.classifier = classifier
    self.training = classifier.learns ? training : nil
  }

  /// Where the measure stands that a classifier with memory works out: `classifiers.NAME.tiers.measure`.
  public var measurePlace: String { "classifiers.\(name).\(type(of: classifier).id).measure" }

  /// Learns from labelled customers, and decides as the scenario says.
  ///
  /// - Parameters:
  ///   - training: features and true segments; without customers when nothing is to be learned.
  ///   - seed: the classifier's own place in the tree of seeds.
  /// - Returns: a model that estimates segments.
  /// - Throws: why it cannot learn from these customers.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    deciding(try classifier.fit(training, using: seed))
  }

  /// A model that decides as the scenario says.
  ///
  /// - Parameter fitted: a model of this classifier.
  /// - Returns: the model itself where it names the likeliest segment.
  public func deciding(_ fitted: any FittedClassifier) -> any FittedClassifier {
    choice == .usual ? fitted : FittedChoice(base: fitted, choice: choice, scheme: scheme)
  }

  private static func choice(
    _ entry: RecordReader, _ classifier: any Classifier, _ scheme: SegmentScheme,
    _ context: ClassifierContext
  ) -> SegmentChoice? {
    guard let reader = entry["decides"] else { return .usual }
    guard classifier.givesProbabilities else {
      let kind = type(of: classifier)
      reader.error(
        "'\(kind.id)' gives no probabilities by which it could decide",
        advice: "take 'decides' out" + (kind.wayToProbabilities.map { ", or \($0)" } ?? ""))
      return nil
    }
    return SegmentChoice(reading: reader, scheme, costs: context.costs[scheme.name])
  }

  private static func scheme(_ entry: RecordReader, _ context: ClassifierContext)
    -> SegmentScheme?
  {
    guard let reader = entry["finds"], let name = reader.text() else { return nil }
    if let scheme = context.schemes.first(where: { $0.name == name }) { return scheme }
    reader.unknown(name, "segment scheme", known: context.schemes.map(\.name))
    return nil
  }

  private static func columns(_ entry: RecordReader, _ context: ClassifierContext) -> [Int]? {
    guard let reader = entry["sees"] else { return Array(context.schema.features.indices) }
    let all = Array(context.schema.features.indices)
    guard let columns = reader.features(of: context.schema, among: all) else { return nil }
    if columns.isEmpty {
      reader.error("must name at least one feature, but got an empty list")
      return nil
    }
    return columns.sorted()
  }

  /// The kind whose key stands in the entry; a misspelt key has already been noted.
  private static func kind(
    _ entry: RecordReader, among kinds: [any Classifier.Type]
  ) -> (any Classifier.Type)? {
    let ids = kinds.map { $0.id }
    let written = entry.reader.node.entries?.map(\.key) ?? []
    let isMisspelt = written.contains { !entry.shape.keys.contains($0) }
    if isMisspelt, entry.written(among: ids).isEmpty { return nil }
    guard let id = entry.one(of: ids, "kind of classifier") else { return nil }
    let kind = kinds.first { $0.id == id }
    for other in kinds where other.id != id {
      for field in other.companions {
        entry[field.key]?.error("'\(field.key)' goes with '\(other.id)', not with '\(id)'")
      }
    }
    return kind
  }

  private static func training(_ entry: RecordReader, _ kind: any Classifier.Type)
    -> TrainingSpecification?
  {
    guard kind.needsTraining else {
      entry["train"]?.error(
        "'\(kind.id)' learns nothing, so it has no training customers",
        advice: "take 'train' out")
      return nil
    }
    guard let reader = entry["train"] else { return TrainingSpecification() }
    return TrainingSpecification(reading: reader)
  }
}

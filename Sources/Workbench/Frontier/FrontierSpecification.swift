// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// The scenario's `frontier` block: which graces and margins of a tier rule are set beside each other.
public struct FrontierSpecification: Sendable {
  /// The keys of the block.
  static let shape = RecordShape(
    "frontier",
    [
      .init(
        "of", .name, "the classifier with tiers; the first in the file if it is not said"),
      .init(
        "grace", .list(.integer(.init(1...TierMove.mostReviews))),
        "after how many misses customers are moved down, whatever the tier; 1 to 6 if it is not said"
      ),
      .init(
        "margin", .list(.number(marginLimits)),
        "how far below a floor the measure may lie without a miss; 0, 5 and 10 % if it is not said"),
    ], mayBeAnnotated: true)
  private static let marginLimits = Shape.Limits(0, 0.99)
  private static let usualGraces = Array(1...6)
  private static let usualMargins = [0, 0.05, 0.1]
  private static let mostPoints = 200

  /// The position of the classifier with tiers.
  let classifier: Int
  /// After how many misses customers are moved down, ascending.
  let graces: [Int]
  /// How far below a floor the measure may lie, ascending.
  let margins: [Double]

  /// What is set beside each other where a scenario does not say.
  ///
  /// - Parameter classifiers: what is under test.
  /// - Returns: the usual grid; nothing where there are no tiers.
  static func usual(_ classifiers: [ClassifierSpecification]) -> FrontierSpecification? {
    guard let first = classifiers.firstIndex(where: { $0.classifier is TierClassifier }) else {
      return nil
    }
    return FrontierSpecification(
      classifier: first, graces: usualGraces, margins: usualMargins)
  }

  private init(classifier: Int, graces: [Int], margins: [Double]) {
    (self.classifier, self.graces, self.margins) = (classifier, graces, margins)
  }

  /// Reads the block; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the block.
  ///   - classifiers: what is under test.
  init?(reading reader: ScenarioReader, _ classifiers: [ClassifierSpecification]) {
    guard let record = reader.record(Self.shape) else { return nil }
    let classifier = Self.classifier(record, classifiers)
    let graces = record["grace"].map {
      Self.distinct($0) { $0.integer(.init(1...TierMove.mostReviews)) }
    }
    let margins = record["margin"].map { Self.distinct($0) { $0.number(Self.marginLimits) } }
    guard let classifier, graces.map({ $0 != nil }) ?? true, margins.map({ $0 != nil }) ?? true
    else { return nil }
    self.classifier = classifier
    self.graces = (graces ?? nil) ?? Self.usualGraces
    self.margins = (margins ?? nil) ?? Self.usualMargins
    guard self.graces.count * self.margins.count <= Self.mostPoints else {
      reader.error(
        "at most \(Self.mostPoints) choices are set beside each other, but got "
          + "\(self.graces.count) × \(self.margins.count)")
      return nil
    }
  }

  private static func classifier(
    _ record: RecordReader, _ classifiers: [ClassifierSpecification]
  ) -> Int? {
    let known = classifiers.filter { $0.classifier is TierClassifier }.map(\.name)
    guard let reader = record["of"] else {
      if known.isEmpty {
        record.reader.error(
          "a frontier is that of a classifier with tiers, but there is none")
      }
      return classifiers.firstIndex { $0.classifier is TierClassifier }
    }
    guard let name = reader.text() else { return nil }
    if known.contains(name) { return classifiers.firstIndex { $0.name == name } }
    if classifiers.contains(where: { $0.name == name }) {
      reader.error("'\(name)' has no tiers, so it forgives nothing")
    } else {
      reader.unknown(name, "classifier with tiers", known: known)
    }
    return nil
  }

  private static func distinct<Value: Comparable & Hashable>(
    _ reader: ScenarioReader, _ read: (ScenarioReader) -> Value?
  ) -> [Value]? {
    guard let items = reader.list() else { return nil }
    let values = items.map(read)
    guard !items.isEmpty else {
      reader.error("must hold at least one number, but is empty")
      return nil
    }
    return values.contains { $0 == nil } ? nil : Set(values.compactMap(\.self)).sorted()
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import ScenarioLanguage

/// A metric of the tuned classifier with what is wanted of it.
public struct Criterion: Sendable {
  /// What is wanted.
  public enum Wish: Sendable, Equatable {
    /// As small as can be.
    case least
    /// As great as can be.
    case greatest
    /// No smaller than this.
    case atLeast(Double)
    /// No greater than this.
    case atMost(Double)
  }

  private static let measureFields: [RecordShape.Field] = [
    .init("metric", .name, isRequired: true, "a metric, as 'segbench list metrics' names them"),
    .init("of", .name, "the classifier; the one whose values move if it is not said"),
    .init("segment", .name, "the segment, for a metric that is taken by segment"),
  ]
  /// The keys of an objective.
  static let goalShape = RecordShape("an objective", measureFields, mayBeAnnotated: true)
  /// The keys of what must hold.
  static let limitShape = RecordShape(
    "a condition",
    measureFields + [
      .init("at least", .number(.any), "the smallest value that will do"),
      .init("at most", .number(.any), "the greatest value that will do"),
    ], mayBeAnnotated: true)

  /// The metric.
  public let metric: any Metric
  /// The segment's name, where one is measured.
  public let segment: String?
  /// What is wanted.
  public let wish: Wish
  private let index: SegmentIndex?
  private let estimator: MetricValue.Estimator
  private let context: MetricContext

  /// What it is called in tables: `recall investing`.
  public var title: String { metric.id + (segment.map { " " + $0 } ?? "") }

  /// Reads an objective; what is wrong is noted.
  init?(goal reader: ScenarioReader, _ wish: Wish, of classifier: Int, _ scope: TuningScope) {
    guard let record = reader.record(Self.goalShape) else { return nil }
    self.init(reading: record, wish, of: classifier, scope)
  }

  /// Reads what must hold: one condition for each limit.
  ///
  /// - Returns: the conditions; nothing when something is wrong, which is noted.
  static func limits(
    _ reader: ScenarioReader, of classifier: Int, _ scope: TuningScope
  ) -> [Criterion]? {
    guard let record = reader.record(limitShape) else { return nil }
    guard record.has("at least") || record.has("at most") else {
      if !record.hasUnknownKey {
        reader.error("a condition needs a limit", advice: "'at least' or 'at most'")
      }
      return nil
    }
    var wishes: [Wish] = []
    if let reader = record["at least"] {
      guard let number = reader.number() else { return nil }
      wishes.append(.atLeast(number))
    }
    if let reader = record["at most"] {
      guard let number = reader.number() else { return nil }
      wishes.append(.atMost(number))
    }
    let found = wishes.map { Criterion(reading: record, $0, of: classifier, scope) }
    return found.contains { $0 == nil } ? nil : found.compactMap(\.self)
  }

  private init?(
    reading record: RecordReader, _ wish: Wish, of classifier: Int, _ scope: TuningScope
  ) {
    guard let reader = record["metric"], let id = reader.text() else { return nil }
    guard let metric = MetricRegistry.metric(named: id) else {
      reader.unknown(id, "metric", known: MetricRegistry.all.map(\.id))
      return nil
    }
    guard Self.isOfTuned(record["of"], classifier, scope),
      Self.isMeasurable(metric, reader, classifier, scope)
    else { return nil }
    self.wish = wish
    self.metric = metric
    context = scope.context(of: classifier)
    let scheme = context.scheme
    if let named = record["segment"] {
      guard let name = named.text() else { return nil }
      guard let index = scheme.index(of: name) else {
        named.unknown(name, "\(scheme.name) segment", known: scheme.segments)
        return nil
      }
      (segment, self.index, estimator) = (name, index, .segment)
    } else {
      let kinds = Self.estimators(metric, context)
      (segment, index) = (nil, nil)
      estimator = kinds.contains(.overall) ? .overall : .macro
    }
    guard Self.estimators(metric, context).contains(estimator) else {
      record["segment"]?.error(
        "'\(id)' is one number for all segments", advice: "leave 'segment' out")
      return nil
    }
  }

  private static func isOfTuned(
    _ reader: ScenarioReader?, _ classifier: Int, _ scope: TuningScope
  ) -> Bool {
    guard let reader else { return true }
    guard let name = reader.text() else { return false }
    let tuned = scope.classifiers[classifier].name
    if name == tuned { return true }
    let known = (scope.root["classifiers"]?.entries ?? []).map(\.key)
    if known.contains(name) {
      reader.error(
        "moving values of '\(tuned)' changes nothing of '\(name)'", advice: "measure '\(tuned)'")
    } else {
      reader.unknown(name, "classifier", known: known)
    }
    return false
  }

  private static func isMeasurable(
    _ metric: any Metric, _ reader: ScenarioReader, _ classifier: Int, _ scope: TuningScope
  ) -> Bool {
    let lacks = metric.needs.subtracting(scope.evidence(of: classifier))
    guard !lacks.isEmpty else { return true }
    let scheme = scope.classifiers[classifier].scheme.name
    let reason: String
    if lacks.contains(.costs) {
      reason = "costs, but the scenario names none for scheme '\(scheme)'"
    } else if lacks.contains(.order) {
      reason = "segments in an order, but those of '\(scheme)' have none"
    } else if lacks.contains(.weights) {
      reason = "weights, but scheme '\(scheme)' is weighted by nothing"
    } else {
      reason = "probabilities, but '\(scope.classifiers[classifier].name)' gives none"
    }
    reader.error("'\(metric.id)' needs \(reason)")
    return false
  }

  /// Over what the metric is taken, seen on a matrix in which each segment is met once.
  private static func estimators(
    _ metric: any Metric, _ context: MetricContext
  ) -> [MetricValue.Estimator] {
    let all = context.scheme.segments.indices
    let matrix = ConfusionMatrix(rows: all.map { row in all.map { $0 == row ? 1 : 0 } })
    let tally = ClassificationTally(confusion: matrix)
    return metric.values(of: tally, in: context).map(\.estimator)
  }

  /// The value for what was counted; nothing where it is undefined.
  func value(of tally: ClassificationTally) -> Double? {
    let values = metric.values(of: tally, in: context)
    return values.first { $0.estimator == estimator && $0.segment == index }?.value.value
  }

  /// How far a value misses what is wanted; 0 where it is met, and for objectives.
  func shortfall(_ value: Double?) -> Double {
    guard let value else { return .infinity }
    return switch wish {
    case .least, .greatest: 0
    case .atLeast(let limit): max(0, limit - value)
    case .atMost(let limit): max(0, value - limit)
    }
  }

  /// A value turned so that less is better.
  func loss(_ value: Double?) -> Double {
    guard let value else { return .infinity }
    return wish == .greatest ? -value : value
  }
}

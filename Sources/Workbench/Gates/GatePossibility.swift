// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Results
import ScenarioLanguage

/// Tells on reading which gates could never be measured, and why.
struct GatePossibility {
  let gate: Gate
  let record: RecordReader
  let context: GateContext

  /// Looks at a gate.
  ///
  /// - Parameters:
  ///   - gate: the gate.
  ///   - record: where it is written.
  ///   - context: the scenario around it.
  init(_ gate: Gate, _ record: RecordReader, _ context: GateContext) {
    (self.gate, self.record, self.context) = (gate, record, context)
  }

  /// Whether it can be measured as far as can be known before a run; what is in the way is noted.
  var isPossible: Bool {
    guard isOfRightMonths, isOfRightSegment else { return false }
    switch gate.metric.source {
    case .tallies(let metric): return hasEvidence(for: metric)
    case .floors: return hasFloor
    case .budget: return hasParts && hasFloor(of: "cause")
    case .drift: return hasOrder
    }
  }

  var name: String { gate.metric.name }
  var months: Int { context.population.months }
  var specification: ClassifierSpecification? {
    context.classifiers.first { $0.name == gate.classifier }
  }
  var scheme: SegmentScheme? { specification?.scheme }

  /// Notes what is wrong at a key, or at the metric where the gate does not have the key.
  func refuse(_ key: String, _ problem: String, _ advice: String? = nil) -> Bool {
    (record[key] ?? record["metric"] ?? record.reader).error(problem, advice: advice)
    return false
  }

  /// What to do where the floor is not known.
  static let counted = "bound what is counted, such as 'misclassification', instead"

  /// Which classifiers could be named instead.
  func others(where isRight: (ClassifierSpecification) -> Bool) -> String {
    let names = context.classifiers.filter(isRight).map(\.name)
    return names.isEmpty
      ? "no classifier here does: bound something else"
      : "name one that does: \(names.joined(separator: ", "))"
  }

  private var isOfRightMonths: Bool {
    if gate.metric.needsEarlierMonth, months < 2 {
      return refuse(
        "over", "'\(name)' needs two months, but one is scored",
        "score more: population.months")
    }
    guard gate.metric.isOfMonthsOnly, gate.over == .mean else { return true }
    return refuse(
      "over", "'\(name)' is measured month by month",
      "say 'over: last month' or 'over: each month'")
  }

  private var isOfRightSegment: Bool {
    if case .tallies(let metric) = gate.metric.source { return isOfRightSegment(metric) }
    if let estimator = gate.estimator {
      return refuse(
        "estimator", "'\(name)' is not taken over segments, so it has no \(estimator) number",
        "leave 'estimator' out")
    }
    let isBySegment = gate.metric.isBySegment
    if isBySegment, gate.segment == nil {
      return refuse("segment", "'\(name)' is taken by segment", "name one: segment")
    }
    if !isBySegment, gate.segment != nil {
      return refuse(
        "segment", "'\(name)' is one number for all segments", "leave 'segment' out")
    }
    return true
  }

  /// Whether the metric gives the number, seen on a tally in which each segment is met once.
  private func isOfRightSegment(_ metric: any Metric) -> Bool {
    guard let scheme else { return true }
    let all = scheme.segments.indices
    let matrix = ConfusionMatrix(rows: all.map { row in all.map { $0 == row ? 1 : 0 } })
    let values = metric.values(
      of: ClassificationTally(confusion: matrix),
      in: MetricContext(scheme: scheme, costs: context.costs[scheme.name]))
    guard gate.segment == nil else {
      if !values.contains(where: { $0.estimator == .segment }) {
        return refuse(
          "segment", "'\(name)' is one number for all segments", "leave 'segment' out")
      }
      guard let estimator = gate.estimator else { return true }
      return refuse(
        "estimator", "one segment has no \(estimator) number",
        "leave 'estimator' out, or 'segment' for all segments")
    }
    let kinds = values.map(\.estimator).filter { $0 != .segment }.map(\.rawValue)
    if kinds.isEmpty {
      return refuse("segment", "'\(name)' is taken by segment", "name one: segment")
    }
    guard let estimator = gate.estimator, !kinds.contains(estimator) else { return true }
    return refuse(
      "estimator", "'\(name)' has no \(estimator) number",
      "it has: \(kinds.joined(separator: ", "))")
  }

  private func hasEvidence(for metric: any Metric) -> Bool {
    guard let specification else { return true }
    if metric.needs.contains(.probabilities), !specification.classifier.givesProbabilities {
      return refuse(
        "metric", "'\(name)' needs probabilities, but '\(specification.name)' gives none",
        others { $0.classifier.givesProbabilities })
    }
    if metric.needs.contains(.referrals), specification.choice.referral == nil {
      return refuse(
        "metric",
        "'\(name)' counts who is left to a person, but '\(specification.name)' leaves nobody",
        others { $0.choice.referral != nil })
    }
    return true
  }

  /// Whether what is compared has an order, where the distance needs one.
  private var hasOrder: Bool {
    guard name == MetricName.kolmogorovSmirnov else { return true }
    if let scheme, !scheme.isOrdered {
      return refuse(
        "metric", "'\(name)' needs segments in an order, but those of '\(scheme.name)' have none",
        "if they have an order, say 'ordered: yes' in the scheme")
    }
    let feature = context.population.schema.features.first { $0.name == gate.feature }
    if let feature, case .levels = feature.kind {
      return refuse(
        "metric", "'\(name)' needs an order, but '\(feature.name)' has levels",
        "bound its '\(MetricName.stabilityIndex)', which needs none")
    }
    return true
  }
}

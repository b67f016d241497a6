// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Results

/// What a gate can bound: a registered metric, or another measurement of the table.
struct GateMetric: Sendable {
  /// Where the number comes from, and so what has to be worked out for it.
  enum Source: Sendable {
    /// Tallies of customers by group: paired with the baseline customer by customer.
    case tallies(any Metric)
    /// The best rule that sees the same.
    case floors
    /// The causes of errors.
    case budget
    /// Shares and their drift from the first month.
    case drift
  }

  /// The name in the `metric` column.
  let name: String
  /// Which way is better; nothing where neither is.
  let direction: MetricDirection?
  /// Where it comes from.
  let source: Source
  /// Whether it is a share, shown in per cent.
  let isShare: Bool
  /// Whether it may be one of a feature, in place of a classifier.
  let isOfFeatures: Bool
  /// Whether it is one of a feature only.
  var isOfFeaturesOnly: Bool { name == "missing" }
  /// Whether it compares a month with an earlier one, so that the first month has no number.
  var needsEarlierMonth: Bool {
    switch source {
    case .tallies(let metric): metric.needs.contains(.history)
    case .drift: name == MetricName.stabilityIndex || name == MetricName.kolmogorovSmirnov
    default: false
    }
  }
  /// Whether there are numbers of single months only.
  var isOfMonthsOnly: Bool {
    switch source {
    case .tallies, .floors: false
    case .budget, .drift: true
    }
  }

  /// Whether it may be one of some customers only.
  var isOfGroups: Bool { metric != nil && name != MetricName.withoutEstimate }

  /// Whether customers count by their chances of each segment, not by what was drawn.
  var isExpected: Bool {
    switch source {
    case .floors: name != MetricName.floorRecall
    case .budget: true
    case .tallies, .drift: false
    }
  }

  /// Whether it is taken over those customers only to whom the classifier gives a segment.
  var passesOverUndecided: Bool {
    switch source {
    case .tallies: name != MetricName.withoutEstimate && name != MetricName.referred
    case .floors:
      [MetricName.expectedError, MetricName.regret, MetricName.costRegret].contains(name)
    case .budget: true
    case .drift: false
    }
  }

  /// What it can be; a cause of errors may take some away.
  var range: ClosedRange<Double> {
    let most = Double.greatestFiniteMagnitude
    return switch source {
    case .tallies(let metric): metric.range
    case .budget: -1...1
    case .floors: 0...(isShare ? 1 : most)
    case .drift: 0...(name == MetricName.stabilityIndex ? most : 1)
    }
  }

  /// What it measures, in one sentence.
  let summary: String

  private init(_ metric: any Metric) {
    name = metric.id
    direction = metric.direction == .zero ? nil : metric.direction
    source = .tallies(metric)
    isShare = metric.range == 0...1
    isOfFeatures = false
    summary = metric.summary
  }

  private init(
    _ name: String, _ direction: MetricDirection?, _ source: Source, isShare: Bool = true,
    isOfFeatures: Bool = false, _ summary: String
  ) {
    (self.name, self.direction, self.source) = (name, direction, source)
    (self.isShare, self.isOfFeatures, self.summary) = (isShare, isOfFeatures, summary)
  }

  /// All that gates can bound, registered metrics first.
  static let all: [GateMetric] = MetricRegistry.all.map { GateMetric($0) } + measures

  /// The share of customers without a segment.
  static let withoutSegment = GateMetric(WithoutSegment())
  /// What gates can bound beside the registered metrics.
  static let measures: [GateMetric] = [
    withoutSegment,
    GateMetric(
      MetricName.floor, .minimise, .floors,
      "least share misplaced by any rule that sees what the classifier sees"),
    GateMetric(
      MetricName.expectedError, .minimise, .floors,
      "share misplaced by the chances of each segment given what is seen"),
    GateMetric(
      MetricName.regret, .minimise, .floors, "expected share misplaced above the floor"),
    GateMetric(
      MetricName.floorCost, .minimise, .floors, isShare: false,
      "least expected cost of any rule that sees what the classifier sees"),
    GateMetric(
      MetricName.costRegret, .minimise, .floors, isShare: false, "expected cost above the least"),
    GateMetric(
      MetricName.floorRecall, .maximise, .floors,
      "share of a segment that the least wrong rule finds"),
    GateMetric(
      MetricName.overlapError, .minimise, .budget,
      "error, by cause: what remains who sees the true values"),
    GateMetric(
      MetricName.viewError, .minimise, .budget,
      "error, by cause: what noise, delays, rounding and gaps hide"),
    GateMetric(
      MetricName.modelError, .minimise, .budget,
      "error, by cause: what the form of the classifier cannot tell"),
    GateMetric(
      MetricName.trainingError, .minimise, .budget,
      "error, by cause: size and labels of the training sample"),
    GateMetric(
      MetricName.stalenessError, .minimise, .budget,
      "error, by cause: that it was trained in the first month"),
    GateMetric(
      MetricName.budgetedError, .minimise, .budget, "the sum of the causes of errors"),
    GateMetric(
      MetricName.stabilityIndex, .minimise, .drift, isShare: false, isOfFeatures: true,
      "population stability index against the first month"),
    GateMetric(
      MetricName.kolmogorovSmirnov, .minimise, .drift, isShare: false, isOfFeatures: true,
      "Kolmogorov-Smirnov distance from the first month"),
    GateMetric(
      "missing", .minimise, .drift, isOfFeatures: true, "share of a feature's values missing"),
    GateMetric(MetricName.share, nil, .drift, "share of customers assigned to a segment"),
  ]

  /// The registered metric, where it is one.
  var metric: (any Metric)? {
    if case .tallies(let metric) = source { metric } else { nil }
  }

  /// The unit in which reports show it.
  var unit: String { isShare ? "%" : "" }

  /// Of what it is measured: a classifier, one of its segments, or a feature.
  var subject: String {
    if isOfFeaturesOnly { return "feature" }
    if isOfFeatures { return "classifier, feature" }
    return isBySegment ? "segment" : "classifier"
  }

  /// Whether it is measured of a segment only.
  var isBySegment: Bool { name == MetricName.floorRecall || name == MetricName.share }

  /// 1 where less is better, -1 where more is.
  var sign: Double { direction == .maximise ? -1 : 1 }
}

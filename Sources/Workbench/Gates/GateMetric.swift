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
    case .tallies: false
    case .floors: name == MetricName.floorCost || name == MetricName.costRegret
    case .budget, .drift: true
    }
  }

  private init(_ metric: any Metric) {
    name = metric.id
    direction = metric.direction == .zero ? nil : metric.direction
    source = .tallies(metric)
    isShare = metric.range == 0...1
    isOfFeatures = false
  }

  private init(
    _ name: String, _ direction: MetricDirection?, _ source: Source, isShare: Bool = true,
    isOfFeatures: Bool = false
  ) {
    (self.name, self.direction, self.source) = (name, direction, source)
    (self.isShare, self.isOfFeatures) = (isShare, isOfFeatures)
  }

  /// All that gates can bound, registered metrics first.
  static let all: [GateMetric] =
    MetricRegistry.all.map { GateMetric($0) } + [
      GateMetric(MetricName.floor, .minimise, .floors),
      GateMetric(MetricName.expectedError, .minimise, .floors),
      GateMetric(MetricName.regret, .minimise, .floors),
      GateMetric(MetricName.floorCost, .minimise, .floors, isShare: false),
      GateMetric(MetricName.costRegret, .minimise, .floors, isShare: false),
      GateMetric(MetricName.floorRecall, .maximise, .floors),
      GateMetric(MetricName.overlapError, .minimise, .budget),
      GateMetric(MetricName.viewError, .minimise, .budget),
      GateMetric(MetricName.modelError, .minimise, .budget),
      GateMetric(MetricName.trainingError, .minimise, .budget),
      GateMetric(MetricName.stalenessError, .minimise, .budget),
      GateMetric(MetricName.budgetedError, .minimise, .budget),
      GateMetric(
        MetricName.stabilityIndex, .minimise, .drift, isShare: false, isOfFeatures: true),
      GateMetric(
        MetricName.kolmogorovSmirnov, .minimise, .drift, isShare: false, isOfFeatures: true),
      GateMetric("missing", .minimise, .drift, isOfFeatures: true),
      GateMetric(MetricName.share, nil, .drift),
    ]

  /// The registered metric, where it is one.
  var metric: (any Metric)? {
    if case .tallies(let metric) = source { metric } else { nil }
  }

  /// 1 where less is better, -1 where more is.
  var sign: Double { direction == .maximise ? -1 : 1 }
}

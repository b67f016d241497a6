// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers

/// One measured quantity: what was measured, on whom and when, its value and how sure it is.
///
/// A column that does not apply is nil: the population's size has no classifier, a recall over all
/// months no month.
public struct Measurement: Sendable, Equatable {
  /// The month measured; nil for a quantity over all months.
  public var month: Month?
  /// The segment scheme.
  public var scheme: String?
  /// The segment, where the quantity is about one.
  public var segment: String?
  /// The classifier judged; nil for a quantity of the population or of the view.
  public var classifier: String?
  /// The feature of the view, where the quantity is about one.
  public var feature: String?
  /// What was measured, one of `MetricName` or a registered metric's id.
  public var metric: String
  /// Over what it was taken: `overall`, `macro`, `segment`; or the view step of a departure.
  public var estimator: String
  /// What it came to.
  public var value: MeasuredValue
  /// How many customers, customer-months or cells it rests on.
  public var n: Int?
  /// The lower end of the 95 % interval, in the value's unit.
  public var low: Double?
  /// The upper end of the 95 % interval, in the value's unit.
  public var high: Double?
  /// What the interval is about: `customers`, `replicates`.
  public var varies: String?
  /// The replicate, from 0; nil for a quantity over all of them.
  public var replicate: Int?

  /// Makes a measurement.
  ///
  /// - Parameters:
  ///   - metric: what was measured.
  ///   - value: what it came to.
  ///   - month: the month measured; nil for all months.
  ///   - scheme: the segment scheme.
  ///   - segment: the segment it is about.
  ///   - classifier: the classifier judged.
  ///   - feature: the feature of the view it is about.
  ///   - estimator: over what it was taken.
  ///   - n: how many customers, customer-months or cells it rests on.
  ///   - low: the lower end of the 95 % interval, in the value's unit.
  ///   - high: the upper end of the 95 % interval, in the value's unit.
  ///   - varies: what the interval is about.
  ///   - replicate: the replicate, from 0; nil for all of them.
  public init(
    _ metric: String, _ value: MeasuredValue, month: Month? = nil, scheme: String? = nil,
    segment: String? = nil, classifier: String? = nil, feature: String? = nil,
    estimator: String = "overall", n: Int? = nil, low: Double? = nil, high: Double? = nil,
    varies: String? = nil, replicate: Int? = nil
  ) {
    self.month = month
    self.scheme = scheme
    self.segment = segment
    self.classifier = classifier
    self.feature = feature
    self.metric = metric
    self.estimator = estimator
    self.value = value
    self.n = n
    self.low = low
    self.high = high
    self.varies = varies
    self.replicate = replicate
  }
}

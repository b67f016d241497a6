// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers

/// What a team has accepted as good: a scenario, what its classifiers learned, and what came of it.
///
/// Its files are small texts in a stable order, made to be kept and reviewed in git.
public struct Baseline: Sendable, Equatable {
  /// How many customers of one true segment a classifier took for one segment in a month.
  public struct Count: Sendable, Equatable {
    /// The classifier.
    public var classifier: String
    /// The month.
    public var month: Month
    /// The true segment.
    public var truth: String
    /// The estimated segment.
    public var estimate: String
    /// How many customers, from 1: what never happened has no line.
    public var customers: Int

    /// Makes a count.
    ///
    /// - Parameters:
    ///   - classifier: the classifier.
    ///   - month: the month.
    ///   - truth: the true segment.
    ///   - estimate: the estimated segment.
    ///   - customers: how many customers.
    public init(classifier: String, month: Month, truth: String, estimate: String, customers: Int) {
      (self.classifier, self.month) = (classifier, month)
      (self.truth, self.estimate, self.customers) = (truth, estimate, customers)
    }
  }

  /// One number that a classifier has learned, or that its rules state.
  public struct Learned: Sendable, Equatable {
    /// The classifier.
    public var classifier: String
    /// What it is, such as `age.mean`.
    public var parameter: String
    /// Its place among the numbers of that name, from 1.
    public var position: Int
    /// The number, to eleven digits.
    public var value: Double

    /// Makes a number.
    ///
    /// - Parameters:
    ///   - classifier: the classifier.
    ///   - parameter: what it is.
    ///   - position: its place among the numbers of that name, from 1.
    ///   - value: the number.
    public init(classifier: String, parameter: String, position: Int, value: Double) {
      (self.classifier, self.parameter, self.position) = (classifier, parameter, position)
      self.value = value
    }
  }

  /// The resolved scenario, YAML.
  public var scenario: String
  /// What it was made with.
  public var manifest: Manifest
  /// What the classifiers have learned, in the scenario's order.
  public var learned: [Learned]
  /// The confusion of every month, in the scenario's order.
  public var counts: [Count]
  /// The measurements that gates name, and the expected errors.
  public var measurements: MeasurementTable

  /// Makes a baseline.
  ///
  /// - Parameters:
  ///   - scenario: the resolved scenario, YAML.
  ///   - manifest: what it was made with.
  ///   - learned: what the classifiers have learned.
  ///   - counts: the confusion of every month.
  ///   - measurements: the measurements that gates name.
  public init(
    scenario: String, manifest: Manifest, learned: [Learned], counts: [Count],
    measurements: MeasurementTable
  ) {
    (self.scenario, self.manifest, self.learned) = (scenario, manifest, learned)
    (self.counts, self.measurements) = (counts, measurements)
    self.measurements.sort()
  }

  /// The names of the files, the manifest last.
  public static let fileNames = [
    "scenario.yaml", "learned.csv", "counts.csv", "measurements.csv", manifestName,
  ]
  /// The name of the manifest, without which a baseline is not complete.
  public static let manifestName = "manifest.json"
}

// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
public import Results

/// What a person wants to know of a run, picked from its measurements.
///
/// All numbers come from the table; the schemes give the order and the names of segments, which a
/// table sorted by name does not.
public struct RunSummary: Sendable {
  /// The scenario's title.
  public let title: String
  /// Who was simulated.
  public let population: PopulationSummary
  /// The segments of each scheme, and who they were.
  public let schemes: [SchemeSummary]
  /// Who has changed segment by classifiers that are cut anew, and why.
  public let moves: [MoveSummary]
  /// The features' drift, the largest first.
  public let drift: [FeatureDrift]
  /// Where the view departed from the world.
  public let departures: [Departure]
  /// Values that are missing because they could not be made.
  public let unmade: [UnmadeValues]
  /// What the intervals are about, in words: "customers".
  public let varies: [String]

  /// Picks the summary from the measurements.
  ///
  /// - Parameters:
  ///   - title: the scenario's title.
  ///   - schemes: the segment schemes in the scenario's order.
  ///   - measurements: the run's table, named as in `MetricName`.
  ///   - costUnits: the unit of the costs by scheme: `CNY a year`.
  /// - Complexity: O(rows × (schemes + classifiers + features)).
  public init(
    title: String, schemes: [SegmentScheme], measurements: MeasurementTable,
    costUnits: [String: String] = [:]
  ) {
    let table = measurements.overall
    self.title = title
    population = PopulationSummary(table)
    self.schemes = schemes.map { SchemeSummary($0, in: table, costUnit: costUnits[$0.name]) }
    moves = MoveSummary.all(in: table)
    drift = FeatureDrift.largestFirst(in: table)
    departures = Departure.all(in: table)
    unmade = UnmadeValues.all(in: table)
    varies = table.rows(metric: .only(MetricName.misclassification)).compactMap(\.varies)
      .reduce(into: []) { names, name in if !names.contains(name) { names.append(name) } }
  }
}

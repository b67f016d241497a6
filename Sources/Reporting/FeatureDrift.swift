// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// The most that a feature of the view, or a classifier's assigned segments, moved away from the first
/// month.
public struct FeatureDrift: Sendable, Equatable {
  /// The feature, or the classifier.
  public let name: String
  /// Whether it is a classifier's assigned segments.
  public let isAssignment: Bool
  /// Its largest population stability index.
  public let stabilityIndex: Measurement
  /// The index that is exceeded with a chance of 5 % when nothing drifts.
  public let withoutDrift: Double?
  /// The largest Kolmogorov–Smirnov distance; it may be of another month.
  public let kolmogorovSmirnov: Measurement?

  /// Whether the index is beyond what chance alone explains; nil when that is not known.
  public var exceedsChance: Bool? {
    guard let index = stabilityIndex.value.number, let withoutDrift else { return nil }
    return index > withoutDrift
  }

  /// Every feature's and classifier's largest drift, the largest first, names breaking ties.
  static func largestFirst(in table: MeasurementTable) -> [FeatureDrift] {
    let indices = MeasurementTable(rows: table.rows(metric: .only(MetricName.stabilityIndex)))
    let quantiles = table.rows(metric: .only(MetricName.stabilityIndexWithoutDrift))
    let distances = table.rows(metric: .only(MetricName.kolmogorovSmirnov))
    let features = indices.names(in: \.feature).compactMap { name -> FeatureDrift? in
      let isSame = { (row: Measurement) in row.feature == name && row.classifier == nil }
      return FeatureDrift(
        name, isAssignment: false, indices.rows.filter(isSame), quantiles.filter(isSame),
        distances.filter(isSame))
    }
    let assignments = indices.names(in: \.classifier).compactMap { name -> FeatureDrift? in
      let isSame = { (row: Measurement) in row.classifier == name && row.feature == nil }
      return FeatureDrift(
        name, isAssignment: true, indices.rows.filter(isSame), quantiles.filter(isSame),
        distances.filter(isSame))
    }
    return (features + assignments).sorted { left, right in
      let (most, other) = (
        left.stabilityIndex.value.number ?? 0, right.stabilityIndex.value.number ?? 0
      )
      return most == other ? left.name < right.name : most > other
    }
  }

  private init?(
    _ name: String, isAssignment: Bool, _ indices: [Measurement], _ quantiles: [Measurement],
    _ distances: [Measurement]
  ) {
    guard let largest = Self.largest(indices) else { return nil }
    self.name = name
    self.isAssignment = isAssignment
    stabilityIndex = largest
    withoutDrift =
      (quantiles.first { $0.month == largest.month } ?? quantiles.first { $0.month == nil })?
      .value.number
    kolmogorovSmirnov = Self.largest(distances)
  }

  /// The row of a month with the largest value, the earliest of equals.
  private static func largest(_ rows: [Measurement]) -> Measurement? {
    let defined = rows.filter { $0.month != nil && $0.value.number != nil }
      .sorted { ($0.month?.ordinal ?? 0) < ($1.month?.ordinal ?? 0) }
    guard let most = defined.compactMap(\.value.number).max() else { return nil }
    return defined.first { $0.value.number == most }
  }
}

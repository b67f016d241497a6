// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The estimated segments of some customers in one month; the storage is allocated once.
public struct Estimates: Sendable {
  /// The most rows it can hold, and the stride of the probabilities.
  public let capacity: Int
  /// How many segments the scheme has.
  public let segmentCount: Int
  /// How many rows it holds now.
  public internal(set) var rows = 0
  /// The estimated segment of each row, 255 where there is no estimate; `capacity` long.
  public var segments: [SegmentIndex]
  /// The probability of segment j for row i at `j * capacity + i`; empty when not asked for.
  ///
  /// A row without estimate, or of a classifier without probabilities, has NaN.
  public var probabilities: [Double]

  /// Makes room for estimates.
  ///
  /// - Parameters:
  ///   - capacity: the most rows it can hold, at least 1.
  ///   - segmentCount: how many segments the scheme has, 1 to 255.
  ///   - withProbabilities: whether probabilities are asked for.
  public init(capacity: Int, segmentCount: Int, withProbabilities: Bool = false) {
    precondition(capacity > 0, "estimates hold at least one row")
    precondition((1...255).contains(segmentCount), "a scheme has 1 to 255 segments")
    self.capacity = capacity
    self.segmentCount = segmentCount
    segments = Array(repeating: noEstimate, count: capacity)
    probabilities =
      withProbabilities ? Array(repeating: .nan, count: capacity * segmentCount) : []
  }

  /// Whether probabilities are asked for.
  public var wantsProbabilities: Bool { !probabilities.isEmpty }

  /// The probability of a segment for a row.
  ///
  /// - Parameters:
  ///   - segment: a segment of the scheme.
  ///   - row: a row below `rows`.
  /// - Returns: the probability; nothing when there is none.
  public func probability(of segment: SegmentIndex, row: Int) -> Double? {
    guard wantsProbabilities else { return nil }
    let value = probabilities[Int(segment) * capacity + row]
    return value.isNaN ? nil : value
  }

  /// Takes the number of rows of a table.
  ///
  /// - Parameter features: the table that is classified.
  public mutating func begin(_ features: FeatureTable) {
    precondition(features.rows <= capacity, "estimates have room for every row of the table")
    rows = features.rows
  }

  /// Says that there are no probabilities.
  mutating func clearProbabilities() {
    guard wantsProbabilities else { return }
    for segment in 0..<segmentCount {
      let start = segment * capacity
      for index in start..<start + rows { probabilities[index] = .nan }
    }
  }
}

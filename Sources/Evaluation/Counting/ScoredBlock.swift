// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// One block of customers with their true and assigned segments in a month, as pointers into the
/// caller's buffers; valid for the duration of one call.
public struct ScoredBlock {
  /// True segments; 255 for a customer who is not scored.
  public let truth: UnsafePointer<SegmentIndex>
  /// Assigned segments; 255 for a customer who is not scored.
  public let estimate: UnsafePointer<SegmentIndex>
  /// How many customers.
  public let rows: Int
  /// Estimated probabilities, segment after segment; each row sums to 1.
  ///
  /// The probability of segment `j` for row `i` is at `j * probabilityStride + i`.
  public var probabilities: UnsafePointer<Double>?
  /// From one segment's probabilities to the next segment's.
  public var probabilityStride: Int
  /// What each customer weighs, from 0, in the unit of the attribute.
  public var weights: UnsafePointer<Double>?
  /// The same customers' true segments last month; 255 where not scored then.
  public var previousTruth: UnsafePointer<SegmentIndex>?
  /// The same customers' assigned segments last month; 255 where not scored then.
  public var previousEstimate: UnsafePointer<SegmentIndex>?

  /// Names the columns of one block.
  ///
  /// - Parameters:
  ///   - truth: true segments; 255 for a customer who is not scored.
  ///   - estimate: assigned segments; 255 for a customer who is not scored.
  ///   - rows: how many customers.
  ///   - probabilities: estimated probabilities, segment after segment.
  ///   - probabilityStride: from one segment's probabilities to the next segment's, at least
  ///     `rows`.
  ///   - weights: what each customer weighs, from 0.
  ///   - previousTruth: true segments last month; 255 where not scored then.
  ///   - previousEstimate: assigned segments last month; 255 where not scored then.
  public init(
    truth: UnsafePointer<SegmentIndex>, estimate: UnsafePointer<SegmentIndex>, rows: Int,
    probabilities: UnsafePointer<Double>? = nil, probabilityStride: Int = 0,
    weights: UnsafePointer<Double>? = nil,
    previousTruth: UnsafePointer<SegmentIndex>? = nil,
    previousEstimate: UnsafePointer<SegmentIndex>? = nil
  ) {
    self.truth = truth
    self.estimate = estimate
    self.rows = rows
    self.probabilities = probabilities
    self.probabilityStride = probabilityStride
    self.weights = weights
    self.previousTruth = previousTruth
    self.previousEstimate = previousEstimate
  }
}

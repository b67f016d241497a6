// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

/// How many customers of each true segment were assigned to each segment: rows are the truth,
/// columns the estimate.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The index that stands for a customer who was not scored.
  public static let notScored: SegmentIndex = 255

  /// How many segments the scheme has.
  public let segments: Int
  /// The counts, row after row: `counts[truth * segments + estimate]`.
  public private(set) var counts: [Int]

  /// Makes a matrix of zeros.
  ///
  /// - Parameter segments: how many segments the scheme has, 1 to 255.
  public init(segments: Int) {
    precondition((1...255).contains(segments), "a scheme has 1 to 255 segments")
    self.segments = segments
    counts = Array(repeating: 0, count: segments * segments)
  }

  /// Makes a matrix of known counts.
  ///
  /// - Parameter rows: one row for each true segment, all as long as there are rows.
  public init(rows: [[Int]]) {
    self.init(segments: rows.count)
    precondition(rows.allSatisfy { $0.count == segments }, "a square matrix")
    precondition(rows.joined().allSatisfy { $0 >= 0 }, "counts from 0")
    counts = Array(rows.joined())
  }

  /// Makes a matrix from counts.
  ///
  /// - Parameters:
  ///   - segments: how many segments the scheme has, 1 to 255.
  ///   - counts: counts from 0, row after row.
  public init(segments: Int, counts: [Int]) {
    precondition(counts.count == segments * segments, "a square matrix")
    self.init(segments: segments)
    self.counts = counts
  }

  /// Counts pairs of truth and estimate; those with an index of 255 are left out.
  ///
  /// - Parameters:
  ///   - truth: the true segments, each below `segments` or 255.
  ///   - estimate: the assigned segments of the same customers, each below `segments` or 255.
  ///   - rows: how many customers.
  /// - Returns: how many pairs were counted.
  /// - Complexity: O(rows), without allocation; about a third of a nanosecond a pair.
  @discardableResult
  public mutating func add(
    truth: UnsafePointer<SegmentIndex>, estimate: UnsafePointer<SegmentIndex>, rows: Int
  ) -> Int {
    let k = Int32(segments)
    let counted = counts.withUnsafeMutableBufferPointer { cells -> Int64 in
      guard let base = cells.baseAddress else { return -1 }
      return base.withMemoryRebound(to: Int64.self, capacity: cells.count) {
        column_confusion(truth, estimate, rows, k, $0)
      }
    }
    precondition(counted >= 0, "segment indices lie below the number of segments, or are 255")
    return Int(counted)
  }

  /// Adds one customer.
  ///
  /// - Parameters:
  ///   - truth: the true segment, below `segments`.
  ///   - estimate: the assigned segment, below `segments`.
  public mutating func add(truth: SegmentIndex, estimate: SegmentIndex) {
    counts[Int(truth) * segments + Int(estimate)] += 1
  }

  /// Adds the counts of other customers.
  public static func += (left: inout ConfusionMatrix, right: ConfusionMatrix) {
    precondition(left.segments == right.segments, "matrices of one scheme")
    for cell in left.counts.indices { left.counts[cell] += right.counts[cell] }
  }

  /// All counts multiplied, and one of them changed.
  ///
  /// - Parameters:
  ///   - factor: the multiplier, from 1.
  ///   - change: what is added to one cell then.
  ///   - cell: the cell's place, row after row.
  /// - Returns: the changed matrix.
  func enlarged(by factor: Int, adding change: Int, to cell: Int) -> ConfusionMatrix {
    var matrix = self
    for index in counts.indices { matrix.counts[index] *= factor }
    matrix.counts[cell] += change
    return matrix
  }

  /// The number of customers of one true segment assigned to one segment.
  ///
  /// - Parameters:
  ///   - truth: the true segment's index.
  ///   - estimate: the assigned segment's index.
  public subscript(truth truth: Int, estimate estimate: Int) -> Int {
    counts[truth * segments + estimate]
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Customers

/// Who of two classifiers was right about the same customers in one month.
public struct PairedTally: Sendable, Equatable {
  /// Both assigned the true segment.
  public private(set) var bothRight = 0
  /// Only the second was right: the count b of McNemar's test.
  public private(set) var onlyFirstWrong = 0
  /// Only the first was right: the count c of McNemar's test.
  public private(set) var onlySecondWrong = 0
  /// Neither was right.
  public private(set) var bothWrong = 0

  /// Makes empty counts.
  public init() {}

  /// Makes known counts.
  ///
  /// - Parameters:
  ///   - bothRight: both assigned the true segment.
  ///   - onlyFirstWrong: only the second was right.
  ///   - onlySecondWrong: only the first was right.
  ///   - bothWrong: neither was right.
  public init(bothRight: Int, onlyFirstWrong: Int, onlySecondWrong: Int, bothWrong: Int) {
    self.bothRight = bothRight
    self.onlyFirstWrong = onlyFirstWrong
    self.onlySecondWrong = onlySecondWrong
    self.bothWrong = bothWrong
  }

  /// How many customers both classifiers scored.
  public var scored: Int { bothRight + onlyFirstWrong + onlySecondWrong + bothWrong }

  /// Adds a block of customers; those with an index of 255 are left out.
  ///
  /// - Parameters:
  ///   - truth: true segments.
  ///   - first: what the first classifier assigned.
  ///   - second: what the second classifier assigned.
  ///   - rows: how many customers.
  public mutating func add(
    truth: UnsafePointer<SegmentIndex>, first: UnsafePointer<SegmentIndex>,
    second: UnsafePointer<SegmentIndex>, rows: Int
  ) {
    var counts = [Int64](repeating: 0, count: 4)
    column_paired_counts(truth, first, second, rows, &counts)
    bothRight += Int(counts[0])
    onlySecondWrong += Int(counts[1])
    onlyFirstWrong += Int(counts[2])
    bothWrong += Int(counts[3])
  }

  /// Adds the counts of other customers.
  public static func += (left: inout PairedTally, right: PairedTally) {
    left.bothRight += right.bothRight
    left.onlyFirstWrong += right.onlyFirstWrong
    left.onlySecondWrong += right.onlySecondWrong
    left.bothWrong += right.bothWrong
  }
}

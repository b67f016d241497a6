// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The logarithms of a column together with a copy of the column that they belong to.
struct KeptLogarithm {
  private var source: UnsafeMutableBufferPointer<Double> = .allocate(capacity: 0)
  private var result: UnsafeMutableBufferPointer<Double> = .allocate(capacity: 0)
  private var rows = 0

  /// Works out the logarithms unless they are those of the same bytes.
  ///
  /// Values of at most 0 have no logarithm; they become -infinity, below every other value.
  ///
  /// - Parameters:
  ///   - values: the column.
  ///   - wanted: how many rows.
  /// - Returns: the logarithms.
  mutating func refresh(from values: UnsafePointer<Double>, rows wanted: Int)
    -> UnsafePointer<Double>?
  {
    if source.count < wanted {
      deallocate()
      source = .allocate(capacity: wanted)
      result = .allocate(capacity: wanted)
      rows = 0
    }
    guard let kept = source.baseAddress, let logarithms = result.baseAddress else { return nil }
    if rows != wanted || classifier_same_bytes(kept, values, Int64(wanted)) == 0 {
      kept.update(from: values, count: wanted)
      classifier_at_least_zero(logarithms, values, Int64(wanted))
      ck_log(logarithms, logarithms, wanted)
      rows = wanted
    }
    return UnsafePointer(logarithms)
  }

  /// Gives the memory back.
  func deallocate() {
    source.deallocate()
    result.deallocate()
  }
}

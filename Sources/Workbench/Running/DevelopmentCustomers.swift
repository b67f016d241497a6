// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// Customers of the development population in one month, as the bank sees them, with their true segments.
struct DevelopmentCustomers: Sendable {
  /// Customers of one entry cohort.
  struct Cohort: Sendable {
    /// 0 for those on the books in the first month, else the month of entry plus 1.
    let cohort: Int
    /// The customers' indices within the cohort; nothing when they count from 0.
    let indices: [UInt32]?
    /// How many customers.
    let count: Int
  }

  /// What the bank sees.
  let features: FeatureTable
  /// True segments by scheme.
  let truths: [[SegmentIndex]]
  /// Who the customers are, cohort by cohort.
  let cohorts: [Cohort]
  /// The place of each row among the cohorts' customers; nothing when they stand in that order.
  let order: [Int]?

  /// A number of each customer's own from 0 to 1, by row.
  ///
  /// - Parameters:
  ///   - path: what the numbers are for.
  ///   - replicate: which repetition.
  /// - Returns: the numbers.
  func uniforms(_ path: SeedPath, replicate: Int) -> [Double] {
    let count = cohorts.reduce(0) { $0 + $1.count }
    let drawn = [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { fill(base, path, UInt32(replicate)) }
      initialized = count
    }
    return order.map { $0.map { drawn[$0] } } ?? drawn
  }

  private func fill(_ base: UnsafeMutablePointer<Double>, _ path: SeedPath, _ replicate: UInt32) {
    var start = 0
    for part in cohorts where part.count > 0 {
      let cohort = UInt16(part.cohort)
      if let indices = part.indices {
        indices.withUnsafeBufferPointer { indices in
          guard let first = indices.baseAddress else { return }
          CellRun(
            path: path, indices: first, count: part.count, cohort: cohort, replicate: replicate
          ).fillUniforms(into: base + start)
        }
      } else {
        CellRun(
          path: path, firstIndex: 0, count: part.count, cohort: cohort, replicate: replicate
        ).fillUniforms(into: base + start)
      }
      start += part.count
    }
  }
}

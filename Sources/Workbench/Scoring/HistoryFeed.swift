// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation

/// Feeds what is counted over all months with single customers, some at a time.
struct HistoryFeed {
  private var tally = ClusteredTally()
  private var errors: [UInt16] = []
  private var months: [UInt16] = []
  private var cells: CellHistory
  private var counts: ClusteredCounts
  private let first: Month
  /// How many customers are held.
  private static let capacity = 64

  /// Starts without customers.
  ///
  /// - Parameters:
  ///   - segments: how many segments the scheme has.
  ///   - holding: whether customers weigh.
  ///   - all: the months there are, in any order; none where everything lies in one.
  init(segments: Int, _ holding: Evidence, months all: [Month]) {
    let (earliest, latest) = (all.min() ?? Month(ordinal: 0), all.max() ?? Month(ordinal: 0))
    first = earliest
    cells = CellHistory(
      customers: Self.capacity, months: latest - earliest + 1, segments: segments,
      holding: holding)
    counts = ClusteredCounts(segments: segments, holding: holding)
  }

  /// Adds a month of the present customer.
  mutating func add(_ row: TallyFeed.Row, month: Month) {
    cells.add(
      truth: row.truth, estimate: row.estimate, weight: row.weight, month: month - first,
      customer: errors.count)
  }

  /// The present customer has no further month.
  mutating func endCustomer(errors wrong: Int, months scored: Int) {
    errors.append(UInt16(wrong))
    months.append(UInt16(scored))
    if errors.count == Self.capacity { flush() }
  }

  /// What was counted of all customers.
  mutating func finish() -> (ClusteredTally, ClusteredCounts) {
    flush()
    return (tally, counts)
  }

  private mutating func flush() {
    errors.withUnsafeBufferPointer { errors in
      months.withUnsafeBufferPointer { months in
        guard let first = errors.baseAddress, let second = months.baseAddress else { return }
        tally.add(errors: first, months: second, customers: months.count)
      }
    }
    counts.add(cells)
    cells.reset()
    errors.removeAll(keepingCapacity: true)
    months.removeAll(keepingCapacity: true)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What varies between customers over all months: products of the numbers of months that a customer
/// spent in any two cells of the confusion matrix, summed over customers.
///
/// The months of one customer depend on each other, so whatever is measured over all months has a
/// standard error from customers. With the gradient g of a measure in the counts of the cells, and
/// M these sums, its variance is C/(C − 1) gᵀMg of C customers (linearisation of a function of
/// cluster totals: Woodruff 1971; Cochran 1977, 11).
public struct ClusteredCounts: Sendable, Equatable {
  /// The most segments of which products are kept: their number grows with the fourth power.
  public static let mostSegments = 20

  /// How many segments the scheme has.
  public let segments: Int
  /// Customers scored in at least one month.
  public private(set) var customers = 0
  /// Sums over customers of products of months, row after row; empty with too many segments.
  private(set) var products: [Int]
  /// The same of weights in units of 2⁻⁸; empty without weights.
  private(set) var weightedProducts: [Int128]
  /// Months in which the truth stayed, and those of them in which the estimate did not.
  private(set) var flicker = ClusteredMean()
  /// Log loss over months.
  private(set) var logLoss = ClusteredMean()
  /// Brier score over months.
  private(set) var brier = ClusteredMean()
  /// Months in which a customer was left to a person.
  private(set) var referred = ClusteredMean()
  /// Costs over months, of decisions and of leaving a customer to a person.
  private(set) var cost = ClusteredMean()
  /// What every cell costs, and behind the matrix what it costs to leave a customer to a person; empty where
  /// nobody is.
  private let prices: [Double]

  /// Makes empty sums.
  ///
  /// - Parameters:
  ///   - segments: how many segments the scheme has.
  ///   - holding: what histories hold.
  ///   - prices: what every cell costs, and behind the matrix what it costs to leave a customer to a person;
  ///     empty where nobody is.
  public init(segments: Int, holding: Evidence, prices: [Double] = []) {
    precondition(prices.isEmpty || prices.count == segments * segments + 1, "a price for each cell")
    self.segments = segments
    self.prices = prices
    let cells = segments * segments
    let size = segments <= Self.mostSegments ? cells * cells : 0
    products = Array(repeating: 0, count: size)
    weightedProducts = holding.contains(.weights) ? Array(repeating: 0, count: size) : []
  }

  /// Adds other customers.
  public static func += (left: inout ClusteredCounts, right: ClusteredCounts) {
    precondition(left.segments == right.segments, "counts of one scheme")
    left.customers += right.customers
    for index in left.products.indices { left.products[index] += right.products[index] }
    for index in left.weightedProducts.indices {
      left.weightedProducts[index] += right.weightedProducts[index]
    }
    left.flicker += right.flicker
    left.logLoss += right.logLoss
    left.brier += right.brier
    left.referred += right.referred
    left.cost += right.cost
  }

  /// Adds the customers of a block that has run through its months.
  ///
  /// - Parameter history: the block's history.
  /// - Complexity: O(customers × (months + the square of the cells that a customer was in)).
  public mutating func add(_ history: CellHistory) {
    precondition(history.segments == segments, "a history of the same scheme")
    let most = min(history.months, segments * segments)
    withUnsafeTemporaryAllocation(of: CellSum.self, capacity: max(1, most)) { room in
      guard let own = room.baseAddress else { return }
      history.cells.withUnsafeBufferPointer { cells in
        for customer in 0..<history.customers { add(customer, of: history, cells, own) }
      }
    }
  }

  /// What one customer spent in one cell.
  private struct CellSum {
    let cell: Int
    var months: Int
    var weight: Int64
  }

  private mutating func add(
    _ customer: Int, of history: CellHistory, _ cells: UnsafeBufferPointer<UInt16>,
    _ own: UnsafeMutablePointer<CellSum>
  ) {
    var (count, latest, scored, stayed, changed) = (0, 0, 0, 0, 0)
    var previous = CellHistory.none
    var left = 0
    for month in 0..<history.months {
      let place = month &* history.customers &+ customer
      var cell = cells[place]
      if history.holdsReferrals, cell != CellHistory.none, Int(cell) >= segments &* segments {
        (left, cell) = (left &+ 1, CellHistory.none)
      }
      defer { previous = cell }
      guard cell != CellHistory.none else { continue }
      scored &+= 1
      if previous == cell {
        stayed &+= 1
      } else if previous != CellHistory.none {
        let width = UInt16(truncatingIfNeeded: segments)
        if previous / width == cell / width { (stayed, changed) = (stayed &+ 1, changed &+ 1) }
      }
      if count == 0 || own[latest].cell != Int(cell) {
        latest = 0
        while latest < count, own[latest].cell != Int(cell) { latest &+= 1 }
        if latest == count {
          own[count] = CellSum(cell: Int(cell), months: 0, weight: 0)
          count &+= 1
        }
      }
      own[latest].months &+= 1
      if !history.weights.isEmpty { own[latest].weight &+= history.weights[place] }
    }
    if history.holdsReferrals {
      referred.add(sum: Double(left), months: scored + left)
      if let price = prices.last {
        let decided = (0..<count).reduce(0.0) { $0 + Double(own[$1].months) * prices[own[$1].cell] }
        cost.add(sum: decided + Double(left) * price, months: scored + left)
      }
    }
    guard scored > 0 else { return }
    customers += 1
    addProducts(of: UnsafeMutableBufferPointer(start: own, count: count))
    if stayed > 0 { flicker.add(sum: Double(changed), months: stayed) }
    if !history.logLoss.isEmpty {
      logLoss.add(sum: history.logLoss[customer], months: scored)
      brier.add(sum: history.brier[customer], months: scored)
    }
  }

  private mutating func addProducts(of own: UnsafeMutableBufferPointer<CellSum>) {
    guard !products.isEmpty else { return }
    let width = segments &* segments
    products.withUnsafeMutableBufferPointer { products in
      for first in own {
        for second in own {
          products[first.cell &* width &+ second.cell] &+= first.months &* second.months
        }
      }
    }
    guard !weightedProducts.isEmpty else { return }
    for first in own {
      for second in own {
        weightedProducts[first.cell &* width &+ second.cell] +=
          Int128(first.weight) * Int128(second.weight)
      }
    }
  }
}

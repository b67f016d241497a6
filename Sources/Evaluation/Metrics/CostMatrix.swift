// SPDX-License-Identifier: GPL-3.0-or-later

/// What it costs to serve a customer who truly is in one segment as if in another.
///
/// Every cell is named by its two segments, so no order of rows or columns can be mistaken; the
/// diagonal is 0 unless named.
public struct CostMatrix: Sendable, Equatable {
  /// One named cost.
  public struct Cell: Sendable, Equatable {
    /// The segment the customer truly is in.
    public let truth: String
    /// The segment the customer was assigned to.
    public let estimate: String
    /// The cost of one such customer; negative for a gain.
    public let cost: Double

    /// Names a cost.
    ///
    /// - Parameters:
    ///   - truth: the segment the customer truly is in.
    ///   - estimate: the segment the customer was assigned to.
    ///   - cost: the cost of one such customer, finite; negative for a gain.
    public init(truth: String, estimate: String, cost: Double) {
      self.truth = truth
      self.estimate = estimate
      self.cost = cost
    }
  }

  /// Segment names in index order.
  public let segments: [String]
  /// Costs, row after row: `costs[truth * segments.count + estimate]`.
  public let costs: [Double]

  /// Makes a matrix from named cells.
  ///
  /// - Parameters:
  ///   - segments: segment names in index order.
  ///   - others: the cost of every misclassification that has no cell.
  ///   - cells: named costs; each names two of the segments.
  public init(segments: [String], others: Double, cells: [Cell]) {
    let k = segments.count
    var costs = [Double](repeating: others, count: k * k)
    for row in 0..<k { costs[row * k + row] = 0 }
    for cell in cells {
      guard let row = segments.firstIndex(of: cell.truth),
        let column = segments.firstIndex(of: cell.estimate)
      else { preconditionFailure("a cost names two segments of the scheme") }
      costs[row * k + column] = cell.cost
    }
    precondition(costs.allSatisfy(\.isFinite), "costs are finite numbers")
    self.segments = segments
    self.costs = costs
  }

  /// The cost of one customer.
  ///
  /// - Parameters:
  ///   - truth: the true segment's index.
  ///   - estimate: the assigned segment's index.
  public subscript(truth truth: Int, estimate estimate: Int) -> Double {
    costs[truth * segments.count + estimate]
  }
}

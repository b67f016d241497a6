// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// For each customer of a block, in which cell of the confusion matrix it lay in every month, what it
/// weighed and how good its probabilities were; a block runs through its months, then joins
/// `ClusteredCounts`.
public struct CellHistory: Sendable {
  /// How many segments the scheme has.
  let segments: Int
  /// How many customers a block has at most.
  let customers: Int
  /// How many months there are.
  let months: Int
  /// Whether it is remembered who was left to a person.
  let holdsReferrals: Bool
  /// Cells, month after month; `none` where a customer was not scored; behind the matrix, by true segment,
  /// who was left to a person.
  private(set) var cells: [UInt16]
  /// Weights in units of 2⁻⁸, month after month; empty without weights.
  private(set) var weights: [Int64]
  /// Sums over months of the probability scores, by customer; empty without probabilities.
  private(set) var logLoss: [Double]
  private(set) var brier: [Double]

  /// The cell of a customer who was not scored.
  static let none = UInt16.max
  /// A weight of 1 in units.
  private static let unit = 256.0
  /// The greatest weight that is told apart.
  private static let mostWeight = 0x1p44

  /// Makes the history of customers not seen yet.
  ///
  /// - Parameters:
  ///   - customers: how many customers a block has at most.
  ///   - months: how many months there are.
  ///   - segments: how many segments the scheme has.
  ///   - holding: what else is remembered: weights, probabilities.
  public init(customers: Int, months: Int, segments: Int, holding: Evidence) {
    (self.customers, self.months, self.segments) = (customers, months, segments)
    holdsReferrals = holding.contains(.referrals)
    cells = Array(repeating: Self.none, count: customers * months)
    weights = holding.contains(.weights) ? Array(repeating: 0, count: customers * months) : []
    logLoss =
      holding.contains(.probabilities) ? Array(repeating: 0, count: customers) : []
    brier = logLoss
  }

  /// Forgets all months, to be used for the next block.
  public mutating func reset() {
    for index in cells.indices { cells[index] = Self.none }
    for index in logLoss.indices { (logLoss[index], brier[index]) = (0, 0) }
  }

  /// Adds one month.
  ///
  /// - Parameters:
  ///   - block: truth, estimate and whatever else the history holds.
  ///   - month: the month's number, from 0.
  ///   - place: the customer of each row, counted from `first`; nothing where customer `i` is row `i`.
  ///   - first: the customer whose history stands first.
  /// - Complexity: O(rows), with probabilities O(rows × segments); without allocation.
  public mutating func add(
    _ block: ScoredBlock, month: Int, indices place: UnsafePointer<UInt32>? = nil,
    first: UInt32 = 0
  ) {
    let start = month * customers
    let width = UInt16(segments)
    cells.withUnsafeMutableBufferPointer { cells in
      for row in 0..<block.rows {
        let (truth, estimate) = (block.truth[row], block.estimate[row])
        let customer = place.map { Int($0[row] &- first) } ?? row
        guard truth != ConfusionMatrix.notScored, estimate != ConfusionMatrix.notScored else {
          if holdsReferrals, truth != ConfusionMatrix.notScored {
            cells[start &+ customer] = width &* width &+ UInt16(truth)
          }
          continue
        }
        cells[start &+ customer] = UInt16(truth) &* width &+ UInt16(estimate)
      }
    }
    if !weights.isEmpty { addWeights(block, start, place, first) }
    if !logLoss.isEmpty { addScores(block, place, first) }
  }

  /// Adds one customer in one month; not scored with an index of 255.
  ///
  /// - Parameters:
  ///   - truth: the true segment.
  ///   - estimate: the assigned segment.
  ///   - weight: what the customer weighs, where weights are held.
  ///   - month: the month's number, from 0.
  ///   - customer: the customer's place in the block.
  public mutating func add(
    truth: SegmentIndex, estimate: SegmentIndex, weight: Double, month: Int, customer: Int
  ) {
    guard truth != ConfusionMatrix.notScored else { return }
    guard estimate != ConfusionMatrix.notScored else {
      let width = UInt16(segments)
      if holdsReferrals { cells[month * customers + customer] = width * width + UInt16(truth) }
      return
    }
    let place = month * customers + customer
    cells[place] = UInt16(truth) * UInt16(segments) + UInt16(estimate)
    if !weights.isEmpty { weights[place] = Self.units(weight) }
  }

  /// Errors of two classifiers in the months in which both have named a segment.
  ///
  /// - Parameter other: the history of the same customers with another classifier.
  /// - Returns: months misclassified by each, and months in which both scored, by customer.
  /// - Complexity: O(customers × months).
  public func errors(
    beside other: CellHistory
  ) -> (first: [UInt16], second: [UInt16], months: [UInt16]) {
    precondition(other.cells.count == cells.count && other.segments == segments, "one book")
    var first = [UInt16](repeating: 0, count: customers)
    var (second, scored) = (first, first)
    let width = UInt16(segments)
    // Behind the matrix stands who was left to a person.
    let end = UInt32(segments) * UInt32(segments)
    for month in 0..<months {
      for customer in 0..<customers {
        let place = month * customers + customer
        let (one, two) = (cells[place], other.cells[place])
        guard UInt32(one) < end, UInt32(two) < end else { continue }
        scored[customer] += 1
        first[customer] += one / width == one % width ? 0 : 1
        second[customer] += two / width == two % width ? 0 : 1
      }
    }
    return (first, second, scored)
  }

  private static func units(_ weight: Double) -> Int64 {
    Int64(((weight >= 0 ? min(weight, mostWeight) : 0) * unit).rounded())
  }

  private mutating func addWeights(
    _ block: ScoredBlock, _ start: Int, _ place: UnsafePointer<UInt32>?, _ first: UInt32
  ) {
    guard let own = block.weights else { return }
    for row in 0..<block.rows {
      weights[start + (place.map { Int($0[row] &- first) } ?? row)] = Self.units(own[row])
    }
  }

  private mutating func addScores(
    _ block: ScoredBlock, _ place: UnsafePointer<UInt32>?, _ first: UInt32
  ) {
    ProbabilityTally.visitScores(of: block, segments: segments) { row, loss, brier in
      let customer = place.map { Int($0[row] &- first) } ?? row
      logLoss[customer] += loss
      self.brier[customer] += brier
    }
  }
}

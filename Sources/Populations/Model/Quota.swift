// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Level shares met exactly: a keyed permutation deals out whole counts.
///
/// The counts are the shares times the number of customers, rounded by the largest remainders. A
/// customer's level depends on the whole number of customers: the one stated exception to the rule
/// that a draw depends on its own cell alone.
struct Quota: Sendable {
  private let path: SeedPath
  private let customers: Int
  private let upTo: [Int]

  /// Makes the quota.
  ///
  /// - Parameters:
  ///   - shares: shares of the levels, summing to 1.
  ///   - customers: how many customers are dealt out.
  ///   - path: the path of the level's cells.
  init(shares: [Double], customers: Int, path: SeedPath) {
    self.path = path.child("quota")
    self.customers = customers
    var counts = shares.map { Int(($0 * Double(customers)).rounded(.down)) }
    let order = shares.indices.sorted {
      let left = shares[$0] * Double(customers) - Double(counts[$0])
      let right = shares[$1] * Double(customers) - Double(counts[$1])
      return left != right ? left > right : $0 < $1
    }
    for index in order.prefix(max(0, customers - counts.reduce(0, +))) { counts[index] += 1 }
    var sum = 0
    upTo = counts.map {
      sum += $0
      return sum
    }
  }

  /// Deals out the levels of one repetition of the population.
  ///
  /// - Parameter replicate: which repetition.
  /// - Returns: the level's code by the customer's index in the first book.
  func deal(replicate: UInt32) -> (Int) -> UInt8 {
    let permutation = KeyedPermutation(path: path.child(Int(replicate)), count: customers)
    return { [upTo] index in
      let rank = permutation(index)
      return UInt8(upTo.firstIndex { rank < $0 } ?? upTo.count - 1)
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Level shares met exactly: a keyed permutation deals out whole counts.
///
/// The counts are the shares times the number of customers, rounded by the largest remainders. A
/// customer's level depends on the whole number of customers: the one stated exception to the rule
/// that a draw depends on its own cell alone.
struct Quota: Sendable {
  private let permutation: KeyedPermutation
  private let upTo: [Int]

  /// Makes the quota.
  ///
  /// - Parameters:
  ///   - shares: shares of the levels, summing to 1.
  ///   - customers: how many customers are dealt out.
  ///   - path: the path of the level's cells.
  init(shares: [Double], customers: Int, path: SeedPath) {
    permutation = KeyedPermutation(path: path.child("quota"), count: customers)
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

  /// The level of a customer.
  ///
  /// - Parameter index: the customer's index in the first book.
  /// - Returns: the level's code.
  func level(of index: Int) -> UInt8 {
    let rank = permutation(index)
    return UInt8(upTo.firstIndex { rank < $0 } ?? upTo.count - 1)
  }
}

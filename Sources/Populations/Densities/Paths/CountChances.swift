// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The chances of counts of months at points of the number they are given, worked out when first asked
/// for.
struct CountChances: Sendable {
  private let nodes: [CountNode]
  private let counts: WindowedCounts
  /// By stretch of drift and level the weights of the points.
  private var known: [[Int]: [Double]] = [:]
  /// By how many months are added and their bound, the chances of the sums at each point.
  private var summed: [[Int]: [[Double]]] = [:]
  /// The chances of one month's counts at each point.
  private var single: [[Double]] = []
  /// The most sums by point that are remembered.
  private static let mostSums = 160

  /// Nothing is worked out yet.
  ///
  /// - Parameters:
  ///   - nodes: the points.
  ///   - counts: how counts follow from the number.
  init(_ nodes: [CountNode], _ counts: WindowedCounts) {
    (self.nodes, self.counts) = (nodes, counts)
  }

  /// The least power of two that is not less than a number.
  static func roundedUp(_ number: Int) -> Int {
    var power = 16
    while power < number { power *= 2 }
    return power
  }

  /// The weights of all points by a law of the number.
  mutating func densities(_ epoch: Int, _ level: Int, _ number: EvolvingNumber) -> [Double] {
    if let known = known[[epoch, level]] { return known }
    let law = number.node.plans[epoch].laws?[level]
    let found = nodes.map { $0.weight * exp(law?.logDensity($0.value) ?? -.infinity) }
    known[[epoch, level]] = found
    return found
  }

  /// P(a month's count <= bound) at a point.
  mutating func below(_ index: Int, _ bound: Int) -> Double {
    extend(to: bound)
    return min(1, single[index][0...bound].reduce(0, +))
  }

  /// The chances of a month's counts at all points, as far as they are needed.
  private mutating func extend(to bound: Int) {
    let length = single.first?.count ?? 0
    guard length <= bound else { return }
    if single.isEmpty { single = nodes.map { _ in [] } }
    let next = Self.roundedUp(bound + 1)
    for (index, node) in nodes.enumerated() {
      let law = counts.law(given: node.value)
      single[index] += (length...next).map { exp(law?.logDensity(Double($0)) ?? -.infinity) }
    }
  }

  /// The chances of sums of months at all points, by adding one month after another.
  mutating func sums(_ months: Int, _ bound: Int) -> [[Double]] {
    let key = [months, bound]
    if let known = summed[key] { return known }
    extend(to: bound)
    var found: [[Double]]
    if months == 1 {
      found = single.map { Array($0[0...bound]) }
    } else {
      let fewer = sums(months - 1, bound)
      found = zip(fewer, single).map { fewer, single in
        var longer = [Double](repeating: 0, count: months * bound + 1)
        longer.withUnsafeMutableBufferPointer { longer in
          single.withUnsafeBufferPointer { single in
            for (sum, weight) in fewer.enumerated() where weight > 1e-18 {
              for count in 0..<bound &+ 1 { longer[sum &+ count] += weight * single[count] }
            }
          }
        }
        return longer
      }
    }
    if summed.count >= Self.mostSums { summed = [:] }
    summed[key] = found
    return found
  }
}

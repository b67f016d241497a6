// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Months of a walk that count in a sum that is seen or in one that is true, from a first one on, and
/// the steps between them.
struct PairedMonths {
  /// Each month's share in what is seen.
  let seen: [Double]
  /// Each month's share in what is true.
  let truth: [Double]
  /// The steps from each month to the next.
  let steps: [NormalSteps]

  private init(seen: [Double], truth: [Double], steps: [NormalSteps]) {
    (self.seen, self.truth, self.steps) = (seen, truth, steps)
  }

  /// Keeps the base and the months that count.
  init(_ seen: [Double], _ truth: [Double], _ walk: EvolvingNumber.Walk) {
    let months = seen.indices.filter { $0 == 0 || seen[$0] > 0 || truth[$0] > 0 }
    self.init(
      seen: months.map { seen[$0] }, truth: months.map { truth[$0] },
      steps: zip(months, months.dropFirst()).map { NormalSteps($1 - $0, walk) })
  }

  /// The months from one on.
  func from(_ month: Int) -> PairedMonths {
    PairedMonths(
      seen: Array(seen[month...]), truth: Array(truth[month...]), steps: Array(steps[month...]))
  }

  /// The two steps that follow best from both sums; nothing where one sum tells the other.
  var freePair: (one: Int, two: Int)? {
    let still = seen.map { _ in 1.0 }
    func area(_ pair: (one: Int, two: Int)) -> Double {
      let path = PairedSteps.Path(1, self, still, pair)
      return abs(path.area) * steps[pair.one].deviation * steps[pair.two].deviation
    }
    let pairs = steps.indices.flatMap { one in
      steps.indices.dropFirst(one + 1).map { (one: one, two: $0) }
    }
    guard let found = pairs.max(by: { area($0) < area($1) }) else { return nil }
    let least = 1e-9 * steps[found.one].deviation * steps[found.two].deviation
    return area(found) > least ? found : nil
  }

  /// Visits the nodes of all steps: a weight, and the number in every month relative to the first.
  func visitNodes(_ visit: (Double, [Double]) -> Void) {
    let far = 3.0.squareRoot()
    go(nodes: [(-far, 1.0 / 6), (0, 2.0 / 3), (far, 1.0 / 6)], but: [], visit)
  }

  /// Visits the trapezoidal rule's points of all steps but two, which are none.
  func visitPaths(but free: (one: Int, two: Int), _ visit: (Double, [Double]) -> Void) {
    let nodes = (-14...14).map { index in
      let score = Double(index) * 0.5
      return (score, 0.5 * StandardNormal.density(score))
    }
    go(nodes: nodes, but: [free.one, free.two], visit)
  }

  private func go(
    nodes: [(score: Double, weight: Double)], but free: [Int], _ visit: (Double, [Double]) -> Void
  ) {
    var factors = seen.map { _ in 1.0 }
    func go(_ step: Int, _ weight: Double, _ place: Double) {
      guard step < steps.count else { return visit(weight, factors) }
      guard !free.contains(step) else {
        factors[step + 1] = exp(place)
        return go(step + 1, weight, place)
      }
      for node in nodes {
        let next = place + steps[step].mean + steps[step].deviation * node.score
        factors[step + 1] = exp(next)
        go(step + 1, weight * node.weight, next)
      }
    }
    go(0, 1, 0)
  }
}

/// The joint density of the logarithms of two weighted sums of months of a walk: two steps follow from both by
/// linear equations, all others are summed over.
struct PairedSteps {
  /// A path's other steps.
  struct Path {
    /// Its weight.
    let weight: Double
    /// What is seen of months up to the first free step, between both, and after the second.
    private(set) var seen = (0.0, 0.0, 0.0)
    /// The same of what is true.
    private(set) var truth = (0.0, 0.0, 0.0)

    /// Sums a path's months, were the free steps none.
    init(
      _ weight: Double, _ months: PairedMonths, _ factors: [Double], _ free: (one: Int, two: Int)
    ) {
      self.weight = weight
      for (month, factor) in factors.enumerated() {
        let (shown, real) = (months.seen[month] * factor, months.truth[month] * factor)
        if month <= free.one {
          seen.0 += shown
          truth.0 += real
        } else if month <= free.two {
          seen.1 += shown
          truth.1 += real
        } else {
          seen.2 += shown
          truth.2 += real
        }
      }
    }

    /// The determinant of the equations.
    var area: Double { seen.1 * truth.2 - seen.2 * truth.1 }
  }

  private let paths: [Path]
  private let one: NormalSteps
  private let two: NormalSteps

  /// Goes through all paths; nothing where one sum tells the other.
  ///
  /// - Parameter months: at least three.
  /// - Complexity: O(29^(steps - 2)).
  init?(_ months: PairedMonths) {
    guard let free = months.freePair else { return nil }
    (one, two) = (months.steps[free.one], months.steps[free.two])
    var paths: [Path] = []
    months.visitPaths(but: free) { paths.append(Path($0, months, $1, free)) }
    self.paths = paths
  }

  /// The joint density of both sums' logarithms.
  ///
  /// - Parameters:
  ///   - seen: the sum that is seen.
  ///   - truth: the sum that is true.
  /// - Returns: the density.
  func density(seen: Double, truth: Double) -> Double {
    var sum = 0.0
    for path in paths {
      let (above, below) = (seen - path.seen.0, truth - path.truth.0)
      // The first free step's factor, and the product of both.
      let first = (above * path.truth.2 - below * path.seen.2) / path.area
      let both = (below * path.seen.1 - above * path.truth.1) / path.area
      guard first > 0, both > 0 else { continue }
      let (place, whole) = (log(first), log(both))
      let score = (place - one.mean) / one.deviation
      let other = (whole - place - two.mean) / two.deviation
      let square = score * score + other * other
      guard square < 150 else { continue }
      sum += path.weight * exp(-0.5 * square) / (abs(path.area) * first * both)
    }
    return sum * seen * truth / (2 * Double.pi * one.deviation * two.deviation)
  }
}

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
  let steps: [PairedStep]

  private init(seen: [Double], truth: [Double], steps: [PairedStep]) {
    (self.seen, self.truth, self.steps) = (seen, truth, steps)
  }

  /// Keeps the base and the months that count; last months that count in both sums in the same ratio are
  /// one, with the law of their own sum.
  init(_ seen: [Double], _ truth: [Double], _ walk: EvolvingNumber.Walk) {
    let months = seen.indices.filter { $0 == 0 || seen[$0] > 0 || truth[$0] > 0 }
    let last = months[months.count - 1]
    func isLikeLast(_ month: Int) -> Bool {
      abs(seen[month] * truth[last] - truth[month] * seen[last]) < 1e-12
    }
    var tail = months.count - 1
    while tail > 1, isLikeLast(months[tail - 1]) { tail -= 1 }
    var steps = zip(months, months.dropFirst()).map { NormalSteps($1 - $0, walk) }
    var (own, real) = (months.map { seen[$0] }, months.map { truth[$0] })
    let weights = truth[last] > 0 ? truth : seen
    guard tail > 0, tail < months.count - 1,
      var law = MonthsLaw(Array(weights[months[tail]...]), walk)
    else {
      self.init(seen: own, truth: real, steps: steps.map { PairedStep($0) })
      return
    }
    law.add(steps[tail - 1])
    steps.removeSubrange((tail - 1)...)
    own.replaceSubrange(tail..., with: [seen[last] / weights[last]])
    real.replaceSubrange(tail..., with: [truth[last] / weights[last]])
    self.init(seen: own, truth: real, steps: steps.map { PairedStep($0) } + [PairedStep(law)])
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
  private let one: PairedStep
  private let two: PairedStep

  /// Goes through all paths; nothing where one sum tells the other.
  ///
  /// - Parameter months: at least three.
  /// - Complexity: O(29^(steps - 2)).
  init?(_ months: PairedMonths) {
    guard let free = months.freePair else { return nil }
    (one, two) = (months.steps[free.one], months.steps[free.two])
    var paths: [Path] = []
    months.steps.visitPaths(but: [free.one, free.two]) { paths.append(Path($0, months, $1, free)) }
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
      let place = log(first)
      let density = one.density(place) * two.density(log(both) - place)
      sum += path.weight * density / (abs(path.area) * first * both)
    }
    return sum * seen * truth
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Some steps of a walk at once.
struct NormalSteps: Sendable {
  let mean: Double
  let deviation: Double
  /// A smaller deviation of a month is told from this one by nobody.
  private static let least = 1e-7

  init(_ steps: Int, _ walk: EvolvingNumber.Walk) {
    mean = Double(steps) * walk.mean
    deviation = Double(steps).squareRoot() * max(Self.least, walk.deviation)
  }

  /// Adjoining stretches outside which there is nothing to 1e-16.
  var panels: [ClosedRange<Double>] {
    let width = MonthsLaw.reach * deviation / 3
    return (-3..<3).map {
      mean + Double($0) * width...mean + Double($0 + 1) * width
    }
  }

  /// The density.
  func density(_ place: Double) -> Double {
    let score = (place - mean) / deviation
    return 0.3989422804014327 / deviation * exp(-0.5 * score * score)
  }
}

/// What a walk adds from one month that counts to the next: the logarithm's law.
struct PairedStep: Sendable {
  /// About its mean and its standard deviation.
  let mean: Double
  let deviation: Double
  /// Its density.
  let density: @Sendable (Double) -> Double

  /// Some steps of a walk.
  init(_ steps: NormalSteps) {
    (mean, deviation) = (steps.mean, steps.deviation)
    density = { steps.density($0) }
  }

  /// A step to months that are summed.
  init(_ law: MonthsLaw) {
    (mean, deviation, density) = (law.mean, law.deviation, law.density)
  }
}

extension [PairedStep] {
  /// Visits the nodes of three-point Gauss–Hermite quadrature of all steps: a weight, and the number in every
  /// month relative to the first.
  ///
  /// - Complexity: O(3^steps) visits.
  func visitNodes(_ visit: (Double, [Double]) -> Void) {
    let far = 3.0.squareRoot()
    self.visit(map { _ in [(-far, 1.0 / 6), (0, 2.0 / 3), (far, 1.0 / 6)] }, but: [], visit)
  }

  /// Visits the trapezoidal rule's points of all steps but some, which are taken to be 0.
  ///
  /// - Complexity: O(29^(steps - free)) visits.
  func visitPaths(but free: [Int], _ visit: (Double, [Double]) -> Void) {
    let scores = (-14...14).map { Double($0) * 0.5 }
    let nodes = map { step in
      scores.map { score in
        (score, 0.5 * step.deviation * step.density(step.mean + step.deviation * score))
      }
    }
    self.visit(nodes, but: free, visit)
  }

  private func visit(
    _ nodes: [[(score: Double, weight: Double)]], but free: [Int],
    _ visit: (Double, [Double]) -> Void
  ) {
    var factors = [Double](repeating: 1, count: count + 1)
    func go(_ step: Int, _ weight: Double, _ place: Double) {
      guard step < count else { return visit(weight, factors) }
      guard !free.contains(step) else {
        factors[step + 1] = place.exponential
        return go(step + 1, weight, place)
      }
      for node in nodes[step] {
        let next = place + self[step].mean + self[step].deviation * node.score
        factors[step + 1] = next.exponential
        go(step + 1, weight * node.weight, next)
      }
    }
    go(0, 1, 0)
  }
}

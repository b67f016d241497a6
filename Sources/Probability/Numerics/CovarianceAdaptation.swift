// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A global search without derivatives: CMA-ES.
///
/// After Hansen and Ostermeier (2001) with the parameters of Hansen (arXiv:1604.00772), and the factor of
/// Cholesky in place of the root of the covariance (Suttorp, Hansen and Igel, 2009).
/// It proposes points in the unit cube and is told their order only, so any measure serves, also one that is
/// undefined or refused in places. It draws from a stream of the caller's, so that it proposes the same
/// points each time.
public struct CovarianceAdaptation: Sendable {
  /// How many points are proposed at a time.
  public let population: Int
  private let size: Int
  private let weights: [Double]
  private let effective: Double
  private var mean: [Double]
  private var step: Double
  private var covariance: [Double]
  private var covariancePath: [Double]
  private var stepPath: [Double]
  private var generation = 0
  private var normals: [[Double]] = []
  private var factor: CholeskyFactor?

  /// Begins a search.
  ///
  /// - Parameters:
  ///   - start: where it begins, in the unit cube, at least one coordinate.
  ///   - step: the standard deviation of the first proposals, above 0.
  public init(start: [Double], step: Double) {
    precondition(!start.isEmpty && step > 0, "a point and a step above 0")
    size = start.count
    mean = start
    self.step = step
    let proposals = 4 + Int(3 * log(Double(start.count)))
    population = proposals
    let raw = (1...proposals / 2).map { log(Double(proposals + 1) / 2) - log(Double($0)) }
    let total = raw.reduce(0, +)
    let shares = raw.map { $0 / total }
    weights = shares
    effective = 1 / shares.reduce(0) { $0 + $1 * $1 }
    covariance = (0..<size * size).map { $0 % (start.count + 1) == 0 ? 1 : 0 }
    covariancePath = start.map { _ in 0 }
    stepPath = covariancePath
  }

  /// How far proposals spread: the largest standard deviation of a coordinate.
  public var spread: Double {
    step * (0..<size).map { covariance[$0 * (size + 1)].squareRoot() }.reduce(0, max)
  }

  /// Proposes points.
  ///
  /// - Parameter normal: the next of independent standard normals.
  /// - Returns: `population` points, moved into the unit cube where they lie outside.
  public mutating func propose(_ normal: () -> Double) -> [[Double]] {
    factor = try? CholeskyFactor(covariance, size: size)
    let points = (0..<population).map { _ in
      let own = (0..<size).map { _ in normal() }
      let moved = factor?.multiply(own) ?? own
      return (0..<size).map { min(1, max(0, mean[$0] + step * moved[$0])) }
    }
    // What is learned is where the points lie, not where they lay before they were moved into the cube.
    normals = points.map { point in
      let moved = (0..<size).map { (point[$0] - mean[$0]) / step }
      return factor?.solveLower(moved) ?? moved
    }
    return points
  }

  /// Learns from the last proposals.
  ///
  /// - Parameter order: their positions, the best first.
  public mutating func learn(_ order: [Int]) {
    precondition(order.count == population, "an order of all proposals")
    let chosen = order.prefix(weights.count).map { normals[$0] }
    let centre = (0..<size).map { place in
      zip(weights, chosen).reduce(0) { $0 + $1.0 * $1.1[place] }
    }
    let moved = factor?.multiply(centre) ?? centre
    for place in 0..<size { mean[place] = min(1, max(0, mean[place] + step * moved[place])) }
    generation += 1
    learnStep(centre)
    learnCovariance(moved, chosen)
    let length = stepPath.reduce(0) { $0 + $1 * $1 }.squareRoot()
    step *= exp(stepRate / damping * (length / expectedLength - 1))
    step = min(step, 1)
  }

  private var dimension: Double { Double(size) }
  private var stepRate: Double { (effective + 2) / (dimension + effective + 5) }
  private var damping: Double {
    1 + 2 * max(0, ((effective - 1) / (dimension + 1)).squareRoot() - 1) + stepRate
  }
  /// The expected length of a standard normal vector.
  private var expectedLength: Double {
    dimension.squareRoot() * (1 - 1 / (4 * dimension) + 1 / (21 * dimension * dimension))
  }

  private mutating func learnStep(_ centre: [Double]) {
    let keep = (stepRate * (2 - stepRate) * effective).squareRoot()
    for place in 0..<size {
      stepPath[place] = (1 - stepRate) * stepPath[place] + keep * centre[place]
    }
  }

  private mutating func learnCovariance(_ moved: [Double], _ chosen: [[Double]]) {
    let rate = (4 + effective / dimension) / (dimension + 4 + 2 * effective / dimension)
    let one = 2 / ((dimension + 1.3) * (dimension + 1.3) + effective)
    let many = min(
      1 - one,
      2 * (effective - 2 + 1 / effective) / ((dimension + 2) * (dimension + 2) + effective))
    let squared = stepPath.reduce(0) { $0 + $1 * $1 }
    let faded = 1 - pow(1 - stepRate, 2 * Double(generation))
    let isShort = squared / faded / dimension < 2 + 4 / (dimension + 1)
    let keep = isShort ? (rate * (2 - rate) * effective).squareRoot() : 0
    for place in 0..<size {
      covariancePath[place] = (1 - rate) * covariancePath[place] + keep * moved[place]
    }
    let steps = chosen.map { factor?.multiply($0) ?? $0 }
    let lost = isShort ? 0 : one * rate * (2 - rate)
    for row in 0..<size {
      for column in 0..<size {
        let among = zip(weights, steps).reduce(0) { $0 + $1.0 * $1.1[row] * $1.1[column] }
        let cell = row * size + column
        covariance[cell] =
          (1 - one - many + lost) * covariance[cell]
          + one * covariancePath[row] * covariancePath[column] + many * among
      }
    }
  }
}

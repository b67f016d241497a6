// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Newton's method with step halving, for the convex loss of a logistic regression.
struct NewtonMinimiser {
  /// Where the search ended.
  struct Minimum {
    /// The coefficients.
    let position: [Double]
    /// How the search went, for descriptions.
    let summary: String
  }

  /// The largest gradient component per customer at which the search ends.
  let tolerance = 1e-9
  /// The greatest number of steps.
  let mostSteps = 100
  /// A loss this much greater, relatively, is still taken as not greater: rounding.
  private let slack = 1e-13

  /// Finds the minimum from zero.
  ///
  /// - Parameter problem: the loss.
  /// - Returns: where the largest gradient component per customer is at most the tolerance.
  /// - Throws: that there is no such place within the greatest number of steps.
  func minimum(of problem: LogisticProblem) throws(FitError) -> Minimum {
    var position = [Double](repeating: 0, count: problem.dimension)
    var gradient: [Double] = []
    var loss = problem.loss(at: position, gradient: &gradient)
    for step in 0...mostSteps {
      let size = largest(gradient) / Double(problem.design.rows)
      if size <= tolerance {
        let text = "\(step) Newton steps, largest gradient per customer \(ShortNumber.text(size))"
        return Minimum(position: position, summary: text)
      }
      guard step < mostSteps,
        let direction = direction(problem, position, gradient),
        let next = search(problem, position, direction, loss, gradient)
      else {
        throw .notConverged(iterations: step, gradient: size, tolerance: tolerance)
      }
      (position, loss, gradient) = next
    }
    throw .notConverged(
      iterations: mostSteps, gradient: largest(gradient) / Double(problem.design.rows),
      tolerance: tolerance)
  }

  private func largest(_ gradient: [Double]) -> Double {
    gradient.reduce(0) { max($0, abs($1)) }
  }

  /// The step that would reach the minimum of a parabola, in the layout of positions.
  private func direction(
    _ problem: LogisticProblem, _ position: [Double], _ gradient: [Double]
  ) -> [Double]? {
    let (width, padded) = (problem.width, problem.padded)
    var right: [Double] = []
    for segment in problem.segments.indices {
      for column in 0..<width { right.append(-gradient[column * padded + segment]) }
    }
    let curvature = problem.curvature(at: position)
    guard let factor = factor(of: curvature, size: right.count) else { return nil }
    let solution = factor.solve(right)
    var direction = [Double](repeating: 0, count: position.count)
    for segment in problem.segments.indices {
      for column in 0..<width {
        direction[column * padded + segment] = solution[segment * width + column]
      }
    }
    return direction
  }

  /// The factor of a matrix that is positive definite but for rounding: to the diagonal its own
  /// part of 1e-12 is added, a hundred times more as often as needed.
  private func factor(of curvature: [Double], size: Int) -> CholeskyFactor? {
    var part = 1e-12
    while part < 1 {
      var matrix = curvature
      for row in 0..<size { matrix[row * size + row] *= 1 + part }
      if let factor = try? CholeskyFactor(matrix, size: size) { return factor }
      part *= 100
    }
    return nil
  }

  /// Halves the step until the loss falls as it should (Armijo 1966).
  private func search(
    _ problem: LogisticProblem, _ position: [Double], _ direction: [Double], _ loss: Double,
    _ gradient: [Double]
  ) -> (position: [Double], loss: Double, gradient: [Double])? {
    let slope = zip(direction, gradient).reduce(0) { $0 + $1.0 * $1.1 }
    var length = 1.0
    for _ in 0..<40 {
      let next = zip(position, direction).map { $0 + length * $1 }
      var nextGradient: [Double] = []
      let nextLoss = problem.loss(at: next, gradient: &nextGradient)
      if nextLoss <= loss + 1e-4 * length * slope + slack * abs(loss) {
        return (next, nextLoss, nextGradient)
      }
      length /= 2
    }
    return nil
  }
}

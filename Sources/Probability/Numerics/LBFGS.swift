// SPDX-License-Identifier: GPL-3.0-or-later

/// Minimises a smooth function of many variables by the limited-memory BFGS method.
///
/// Two-loop recursion over the last `memory` steps (Liu and Nocedal 1989; Nocedal and Wright 2006,
/// algorithms 7.4 and 7.5) with a line search for the strong Wolfe conditions. It stops when the
/// greatest component of the gradient is at most `gradientTolerance` in size.
public struct LBFGS: Sendable {
  /// How many past steps shape the next one.
  public var memory: Int
  /// The size of the gradient's greatest component at which the search has converged.
  public var gradientTolerance: Double
  /// The most steps.
  public var maximumIterations: Int

  /// A minimiser.
  ///
  /// - Parameters:
  ///   - memory: how many past steps shape the next one.
  ///   - gradientTolerance: the size of the gradient's greatest component to stop at.
  ///   - maximumIterations: the most steps.
  public init(
    memory: Int = 10, gradientTolerance: Double = 1e-6, maximumIterations: Int = 500
  ) {
    self.memory = memory
    self.gradientTolerance = gradientTolerance
    self.maximumIterations = maximumIterations
  }

  /// Why a search ended.
  public enum Ending: Sendable, Hashable {
    /// The gradient's greatest component is within the tolerance.
    case converged
    /// No step lowers the function: rounding limits the gradient.
    case stalled
    /// The most steps were taken.
    case iterations
    /// The function or its gradient is not finite at the start.
    case notFinite
  }

  /// Where a search ended.
  public struct Minimum: Sendable {
    /// The variables.
    public let point: [Double]
    /// The function there.
    public let value: Double
    /// The size of the gradient's greatest component there.
    public let gradientNorm: Double
    /// How many steps were taken.
    public let iterations: Int
    /// Why the search ended.
    public let ending: Ending
  }

  /// Searches for a minimum.
  ///
  /// - Parameters:
  ///   - start: the first point.
  ///   - function: writes the gradient at a point into its second argument and returns the value.
  /// - Returns: the best point found and why the search ended there.
  public func minimize(
    from start: [Double], _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Minimum {
    var history = LBFGSHistory(memory: memory)
    var gradient = [Double](repeating: 0, count: start.count)
    let value = function(start, &gradient)
    var here = LinePoint(step: 0, point: start, value: value, gradient: gradient, slope: 0)
    guard value.isFinite, here.gradientNorm.isFinite else { return end(here, 0, .notFinite) }
    for iteration in 0..<maximumIterations {
      if here.gradientNorm <= gradientTolerance { return end(here, iteration, .converged) }
      var direction = history.direction(here.gradient)
      here.slope = dot(direction, here.gradient)
      if !(here.slope < 0) {
        history.forget()
        direction = here.gradient.map { -$0 }
        here.slope = dot(direction, here.gradient)
      }
      let first = history.isEmpty ? min(1, 1 / length(here.gradient)) : 1
      let search = WolfeSearch(origin: here, direction: direction)
      guard let next = search.run(firstStep: first, function) else {
        if history.isEmpty { return end(here, iteration, .stalled) }
        history.forget()
        continue
      }
      history.add(from: here, to: next)
      here = next
      here.step = 0
    }
    let converged = here.gradientNorm <= gradientTolerance
    return end(here, maximumIterations, converged ? .converged : .iterations)
  }

  private func end(_ here: LinePoint, _ iterations: Int, _ ending: Ending) -> Minimum {
    Minimum(
      point: here.point, value: here.value, gradientNorm: here.gradientNorm,
      iterations: iterations, ending: ending)
  }
}

/// The scalar product.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

/// The Euclidean length.
func length(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

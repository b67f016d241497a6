// SPDX-License-Identifier: GPL-3.0-or-later

/// A point of a line search.
struct LinePoint {
  var step: Double
  var point: [Double]
  var value: Double
  var gradient: [Double]
  /// The function's slope along the search direction.
  var slope: Double

  /// The size of the gradient's greatest component; NaN if any is.
  var gradientNorm: Double {
    gradient.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
  }
}

/// A line search for a step that meets the strong Wolfe conditions (Nocedal and Wright 2006,
/// algorithms 3.5 and 3.6, with cubic interpolation kept inside the bracket).
struct WolfeSearch {
  let origin: LinePoint
  let direction: [Double]
  private let decrease = 1e-4
  private let curvature = 0.9

  /// - Parameters:
  ///   - origin: where the search starts, with its slope along the direction, below 0.
  ///   - direction: where it goes.
  init(origin: LinePoint, direction: [Double]) {
    self.origin = origin
    self.direction = direction
  }

  /// Finds a step.
  ///
  /// - Parameters:
  ///   - firstStep: the step to try first.
  ///   - function: the function that is minimised.
  /// - Returns: a point that meets the conditions, or at least lowers the function; nil if none
  ///   was found.
  func run(
    firstStep: Double, _ function: ([Double], inout [Double]) -> Double
  ) -> LinePoint? {
    var previous = origin
    var step = firstStep
    for trial in 0..<30 {
      let next = evaluate(step, function)
      if !meetsDecrease(next) || (trial > 0 && next.value >= previous.value) {
        return zoom(previous, next, function)
      }
      if abs(next.slope) <= -curvature * origin.slope { return next }
      if next.slope >= 0 { return zoom(next, previous, function) }
      previous = next
      step *= 2
    }
    return previous.step > 0 ? previous : nil
  }

  private func evaluate(
    _ step: Double, _ function: ([Double], inout [Double]) -> Double
  ) -> LinePoint {
    var point = origin.point
    for index in point.indices { point[index] += step * direction[index] }
    var gradient = [Double](repeating: 0, count: point.count)
    let value = function(point, &gradient)
    return LinePoint(
      step: step, point: point, value: value, gradient: gradient, slope: dot(gradient, direction))
  }

  /// Enough decrease, allowing for the rounding of values that hardly differ.
  private func meetsDecrease(_ next: LinePoint) -> Bool {
    let rounding = 1e-15 * abs(origin.value)
    return next.value <= origin.value + decrease * next.step * origin.slope + rounding
  }

  /// Shrinks a bracket whose `low` end has the lower value.
  private func zoom(
    _ low: LinePoint, _ high: LinePoint, _ function: ([Double], inout [Double]) -> Double
  ) -> LinePoint? {
    var low = low
    var high = high
    for _ in 0..<40 {
      let next = evaluate(interpolated(low, high), function)
      if !meetsDecrease(next) || next.value > low.value {
        high = next
      } else {
        if abs(next.slope) <= -curvature * origin.slope { return next }
        if next.slope * (high.step - low.step) >= 0 { high = low }
        low = next
      }
      if abs(high.step - low.step) <= 1e-14 * max(low.step, high.step) { break }
    }
    return low.step > 0 && low.value < origin.value ? low : nil
  }

  /// The minimum of the cubic through both ends, at least a tenth of the bracket from either.
  private func interpolated(_ low: LinePoint, _ high: LinePoint) -> Double {
    let width = high.step - low.step
    guard high.value.isFinite, high.slope.isFinite else { return low.step + 0.1 * width }
    let first = low.slope + high.slope - 3 * (low.value - high.value) / (low.step - high.step)
    let inside = first * first - low.slope * high.slope
    guard inside >= 0 else { return low.step + 0.5 * width }
    let root = (width < 0 ? -1 : 1) * inside.squareRoot()
    let share = 1 - (high.slope + root - first) / (high.slope - low.slope + 2 * root)
    guard share.isFinite else { return low.step + 0.5 * width }
    return low.step + width * min(0.9, max(0.1, share))
  }
}

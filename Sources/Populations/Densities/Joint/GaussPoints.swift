// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The Gauss quadrature of a weighted sum over many points: a few points whose weighted sums agree
/// with it for all polynomials up to degree 2n - 1.
///
/// The recurrence of the orthogonal polynomials by Stieltjes' procedure; points and weights are the
/// eigenvalues of the Jacobi matrix and the squares of its eigenvectors' first components (Golub and
/// Welsch 1969), by the implicit QL method.
struct GaussPoints {
  /// The points with weights that add up to the sum of all.
  let points: [(place: Double, weight: Double)]

  /// Finds the points.
  ///
  /// - Parameters:
  ///   - all: places with positive weights.
  ///   - count: how many points, at least 1.
  /// - Complexity: O(places × count + count³).
  init(_ all: [(place: Double, weight: Double)], count: Int) {
    guard all.count > count else {
      points = all
      return
    }
    let total = all.reduce(0) { $0 + $1.weight }
    var (diagonal, beside): ([Double], [Double]) = ([], [])
    var (before, last) = (
      [Double](repeating: 0, count: all.count), [Double](repeating: 1, count: all.count)
    )
    var (norm, ratio) = (total, 0.0)
    for _ in 0..<count {
      var sum = 0.0
      for (index, point) in all.enumerated() {
        sum += point.weight * point.place * last[index] * last[index]
      }
      let middle = sum / norm
      diagonal.append(middle)
      var next = 0.0
      for (index, point) in all.enumerated() {
        let value = (point.place - middle) * last[index] - ratio * before[index]
        (before[index], last[index]) = (last[index], value)
        next += point.weight * value * value
      }
      ratio = next / norm
      // Fewer places that count than points are asked for.
      guard ratio > 1e-26 * (1 + middle * middle) else { break }
      beside.append(ratio.squareRoot())
      norm = next
    }
    beside = Array(beside.prefix(diagonal.count - 1)) + [0]
    var first = [1.0] + [Double](repeating: 0, count: diagonal.count - 1)
    Self.diagonalise(&diagonal, &beside, &first)
    points = diagonal.indices.map { (diagonal[$0], total * first[$0] * first[$0]) }
  }

  /// Turns a symmetric tridiagonal matrix into its eigenvalues, and the first unit vector into the
  /// first components of the eigenvectors.
  private static func diagonalise(
    _ diagonal: inout [Double], _ beside: inout [Double], _ first: inout [Double]
  ) {
    for start in diagonal.indices {
      for _ in 0..<60 {
        var end = start
        while end + 1 < diagonal.count {
          let size = abs(diagonal[end]) + abs(diagonal[end + 1])
          if abs(beside[end]) <= 1e-16 * size { break }
          end += 1
        }
        if end == start { break }
        sweep(start, end, &diagonal, &beside, &first)
      }
    }
  }

  /// One step with the shift of Wilkinson.
  private static func sweep(
    _ start: Int, _ end: Int, _ diagonal: inout [Double], _ beside: inout [Double],
    _ first: inout [Double]
  ) {
    var g = (diagonal[start + 1] - diagonal[start]) / (2 * beside[start])
    let length = (g * g + 1).squareRoot()
    g = diagonal[end] - diagonal[start] + beside[start] / (g + (g < 0 ? -length : length))
    var (sine, cosine, moved) = (1.0, 1.0, 0.0)
    for index in stride(from: end - 1, through: start, by: -1) {
      let (f, b) = (sine * beside[index], cosine * beside[index])
      let r = (f * f + g * g).squareRoot()
      beside[index + 1] = r
      guard r > 0 else {
        diagonal[index + 1] -= moved
        beside[end] = 0
        return
      }
      (sine, cosine) = (f / r, g / r)
      g = diagonal[index + 1] - moved
      let turned = (diagonal[index] - g) * sine + 2 * cosine * b
      moved = sine * turned
      diagonal[index + 1] = g + moved
      g = cosine * turned - b
      let kept = first[index + 1]
      first[index + 1] = sine * first[index] + cosine * kept
      first[index] = cosine * first[index] - sine * kept
    }
    diagonal[start] -= moved
    beside[start] = g
    beside[end] = 0
  }
}

extension NumberPosterior {
  /// A few points with weights that add up to 1.
  ///
  /// - Parameter count: how many at most.
  /// - Returns: values with weights, by the Gauss quadrature on the scale of the panels.
  func points(atMost count: Int) -> [(value: Double, weight: Double)] {
    guard panels.isEmpty else {
      let all = points.filter { $0.weight > 0 }.map {
        (place: scale.place($0.value), weight: $0.weight)
      }
      let total = all.reduce(0) { $0 + $1.weight }
      return GaussPoints(all, count: count).points.map {
        (scale.value($0.place), $0.weight / total)
      }
    }
    return GaussPoints(atoms.map { ($0.value, $0.share) }, count: count).points.map {
      ($0.place, $0.weight)
    }
  }
}

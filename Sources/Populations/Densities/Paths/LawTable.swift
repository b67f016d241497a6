// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// Values of some laws at points of a line, all laws at each point side by side.
struct LawTable: Sendable {
  /// How many laws there are.
  let laws: Int
  private let values: [Double]

  /// Takes values.
  ///
  /// - Parameters:
  ///   - values: point by point a value for each law.
  ///   - laws: how many laws there are.
  init(_ values: [Double], laws: Int) { (self.values, self.laws) = (values, laws) }

  /// Takes logarithms of densities; nothing where a law has none.
  ///
  /// - Parameters:
  ///   - laws: how many laws there are.
  ///   - points: how many points.
  ///   - least: what stands for a density of nothing.
  ///   - runs: stretches of the points over which polynomials interpolate.
  ///   - fill: adds a law's densities to zeros; false where there is none.
  init?(
    laws: Int, points: Int, least: Double, runs: [Range<Int>] = [],
    logarithmsOf fill: (Int, inout [Double]) -> Bool
  ) {
    var values = [Double](repeating: 0, count: laws * points)
    var tile = [[Double]](repeating: [], count: Self.tile)
    for first in stride(from: 0, to: laws, by: Self.tile) {
      let count = min(Self.tile, laws - first)
      for index in 0..<count {
        tile[index] = [Double](repeating: 0, count: points)
        guard fill(first + index, &tile[index]) else { return nil }
        tile[index].withUnsafeMutableBufferPointer { own in
          for point in own.indices { own[point] = max(own[point], least) }
          if let start = own.baseAddress { ck_log(start, start, own.count) }
          for run in runs { Self.level(own, run) }
        }
      }
      Self.put(tile[..<count], at: first, of: laws, into: &values)
    }
    self.init(values, laws: laws)
  }

  /// The most by which a logarithm may fall from one point to the next: where a law ends, a polynomial
  /// through logarithms of nothing would swing far above those before.
  private static let mostFall = 20.0

  /// Raises logarithms that fall too steeply, from either side.
  private static func level(_ own: UnsafeMutableBufferPointer<Double>, _ run: Range<Int>) {
    precondition(run.lowerBound >= 0 && run.upperBound <= own.count)
    for point in run.dropFirst() { own[point] = max(own[point], own[point - 1] - mostFall) }
    for point in run.dropLast().reversed() {
      own[point] = max(own[point], own[point + 1] - mostFall)
    }
  }

  /// How many laws are put side by side at a time.
  private static let tile = 8

  private static func put(
    _ tile: ArraySlice<[Double]>, at first: Int, of laws: Int, into values: inout [Double]
  ) {
    values.withUnsafeMutableBufferPointer { values in
      for (index, own) in tile.enumerated() {
        own.withUnsafeBufferPointer { own in
          for point in 0..<own.count { values[point &* laws &+ first &+ index] = own[point] }
        }
      }
    }
  }

  /// A law's value, interpolated.
  ///
  /// - Parameters:
  ///   - start: the first of some points in a row.
  ///   - weights: the weights of these points.
  ///   - law: the position of the law.
  /// - Returns: the value.
  func value<let points: Int>(
    _ start: Int, _ weights: InlineArray<points, Double>, of law: Int
  ) -> Double {
    var sum = 0.0
    for offset in 0..<points { sum += weights[offset] * values[(start &+ offset) &* laws &+ law] }
    return sum
  }

  /// The interpolated values of some laws.
  ///
  /// - Parameters:
  ///   - start: the first of some points in a row.
  ///   - weights: the weights of these points.
  ///   - used: the positions of the laws, ascending.
  ///   - all: receives a value for each of these.
  func interpolate<let points: Int>(
    _ start: Int, _ weights: InlineArray<points, Double>, of used: [Int],
    into all: UnsafeMutableBufferPointer<Double>
  ) {
    guard let first = used.first, let last = used.last else { return }
    values.withUnsafeBufferPointer { values in
      let from = start &* laws
      guard last - first + 1 == used.count else {
        for (index, law) in used.enumerated() {
          var sum = 0.0
          for offset in 0..<points {
            sum += weights[offset] * values[from &+ offset &* laws &+ law]
          }
          all[index] = sum
        }
        return
      }
      guard let rows = values.baseAddress, let start = all.baseAddress else { return }
      weights.span.withUnsafeBufferPointer { weights in
        guard let weights = weights.baseAddress else { return }
        ck_weighted_rows(start, rows + from + first, laws, weights, points, used.count)
      }
    }
  }
}

extension [Double] {
  /// Adds a multiple of as many numbers.
  mutating func add(_ factor: Double, _ other: [Double]) {
    withUnsafeMutableBufferPointer { sums in
      other.withUnsafeBufferPointer { other in
        for index in 0..<sums.count { sums[index] += factor * other[index] }
      }
    }
  }
}

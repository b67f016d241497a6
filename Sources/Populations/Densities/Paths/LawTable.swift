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

  /// A law's values at all points.
  enum Row {
    /// Densities, whose logarithms are taken.
    case densities([Double])
    /// Logarithms that are taken already, as by `logarithms`.
    case logarithms([Double])
  }

  /// Takes logarithms of densities; nothing where a law has none.
  ///
  /// - Parameters:
  ///   - laws: how many laws there are.
  ///   - points: how many points.
  ///   - least: what stands for a density of nothing.
  ///   - runs: stretches of the points over which polynomials interpolate.
  ///   - row: a law's values at the points; nothing where there are none.
  /// - Complexity: O(laws × points).
  init?(
    laws: Int, points: Int, least: Double, runs: [Range<Int>] = [], row: (Int) -> Row?
  ) {
    var isComplete = true
    let values = [Double](unsafeUninitializedCapacity: laws * points) { values, count in
      var tile = [Double](repeating: 0, count: Self.tile * points)
      for first in stride(from: 0, to: laws, by: Self.tile) {
        let own = first..<min(first + Self.tile, laws)
        isComplete = Self.fill(&tile, with: own, points, least, runs, row)
        guard isComplete else { return }
        Self.put(tile, at: first, own.count, of: laws, into: values)
      }
      count = laws * points
    }
    guard isComplete else { return nil }
    self.init(values, laws: laws)
  }

  /// The most by which a logarithm may fall from one point to the next: where a law ends, a polynomial
  /// through logarithms of nothing would swing far above those before.
  private static let mostFall = 20.0
  /// How many laws are worked on side by side.
  private static let tile = CK_TILE

  /// The logarithms of a law's densities at all points.
  ///
  /// - Parameters:
  ///   - densities: the densities.
  ///   - least: what stands for a density of nothing.
  ///   - runs: stretches of the points over which polynomials interpolate.
  /// - Returns: logarithms, none of them far below its neighbours.
  static func logarithms(_ densities: [Double], least: Double, runs: [Range<Int>]) -> [Double] {
    let table = LawTable(laws: 1, points: densities.count, least: least, runs: runs) { _ in
      .densities(densities)
    }
    return table?.values ?? []
  }

  /// Puts the logarithms of some laws side by side, point by point.
  private static func fill(
    _ tile: inout [Double], with laws: Range<Int>, _ points: Int, _ least: Double,
    _ runs: [Range<Int>], _ row: (Int) -> Row?
  ) -> Bool {
    var isFresh = false
    for (index, law) in laws.enumerated() {
      var own: [Double]
      switch row(law) {
      case .densities(let densities):
        (own, isFresh) = (densities, true)
        own.takeLogarithms(least: least)
      case .logarithms(let logarithms): own = logarithms
      case nil: return false
      }
      precondition(own.count == points)
      for point in 0..<points { tile[point &* Self.tile &+ index] = own[point] }
    }
    guard isFresh else { return true }
    tile.withUnsafeMutableBufferPointer { tile in
      for run in runs {
        precondition(run.lowerBound >= 0 && run.upperBound <= points)
        guard let start = tile.baseAddress else { continue }
        ck_limit_falls(start + run.lowerBound &* Self.tile, run.count, mostFall)
      }
    }
    return true
  }

  private static func put(
    _ tile: [Double], at first: Int, _ count: Int, of laws: Int,
    into values: UnsafeMutableBufferPointer<Double>
  ) {
    guard var target = values.baseAddress.map({ $0 + first }) else { return }
    tile.withUnsafeBufferPointer { tile in
      guard var source = tile.baseAddress else { return }
      for _ in 0..<tile.count / Self.tile {
        target.update(from: source, count: count)
        target += laws
        source += Self.tile
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
  /// Takes logarithms.
  fileprivate mutating func takeLogarithms(least: Double) {
    withUnsafeMutableBufferPointer { own in
      for point in own.indices { own[point] = Swift.max(own[point], least) }
      if let start = own.baseAddress { ck_log(start, start, own.count) }
    }
  }

  /// Adds a multiple of as many numbers.
  mutating func add(_ factor: Double, _ other: [Double]) {
    withUnsafeMutableBufferPointer { sums in
      other.withUnsafeBufferPointer { other in
        for index in 0..<sums.count { sums[index] += factor * other[index] }
      }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Inequalities of sums of real numbers, of which it is asked whether some numbers meet all.
///
/// Numbers are taken out one after the other (the elimination of Fourier and Motzkin; Dantzig 1963, section 4-4):
/// each lower bound of one is set below each upper bound.
struct LinearSystem {
  /// `coefficients · numbers ≤ bound`, or `<`.
  private struct Row: Hashable {
    var coefficients: [Double]
    var bound: Double
    var isStrict: Bool
    /// How large the numbers are that the bound is a sum of: so far rounding can matter.
    var size: Double
  }

  /// The most inequalities that are held at a time.
  static let most = 4096
  /// What rounding may do to a bound, as a part of its size.
  private static let slack = 1e-12

  private let count: Int
  private var rows: [Row] = []

  /// Starts without inequalities.
  ///
  /// - Parameter count: how many numbers there are.
  init(numbers count: Int) { self.count = count }

  /// Adds a lower and an upper bound of a sum.
  ///
  /// - Parameters:
  ///   - weights: the sum's weights, one for each number.
  ///   - low: the lower bound; -∞ for none.
  ///   - includesLow: whether the sum may equal it.
  ///   - high: the upper bound; ∞ for none.
  ///   - includesHigh: whether the sum may equal it.
  mutating func bound(
    _ weights: [Double], low: Double, includesLow: Bool, high: Double, includesHigh: Bool
  ) {
    if high < .infinity {
      rows.append(Row(coefficients: weights, bound: high, isStrict: !includesHigh, size: abs(high)))
    }
    if low > -.infinity {
      rows.append(
        Row(coefficients: weights.map(-), bound: -low, isStrict: !includesLow, size: abs(low)))
    }
  }

  /// Whether some numbers meet all inequalities; nothing where that would take too many.
  ///
  /// A room no wider than rounding is none.
  ///
  /// - Complexity: up to rows² for each number; few where each number stands in few sums.
  var isFeasible: Bool? {
    var rows = rows
    for number in 0..<count {
      guard let rest = Self.tightest(rows) else { return false }
      let above = rest.filter { $0.coefficients[number] > 0 }
      let below = rest.filter { $0.coefficients[number] < 0 }
      rows = rest.filter { $0.coefficients[number] == 0 }
      guard rows.count + above.count * below.count <= Self.most else { return nil }
      for upper in above {
        for lower in below { rows.append(Self.without(number, upper, lower)) }
      }
    }
    return Self.tightest(rows) != nil
  }

  /// What an upper and a lower bound of a number say together of the others.
  private static func without(_ number: Int, _ upper: Row, _ lower: Row) -> Row {
    let (up, down) = (1 / upper.coefficients[number], -1 / lower.coefficients[number])
    let coefficients = upper.coefficients.indices.map { place -> Double in
      let (one, other) = (upper.coefficients[place] * up, lower.coefficients[place] * down)
      let sum = one + other
      return place == number || abs(sum) <= slack * max(abs(one), abs(other)) ? 0 : sum
    }
    return Row(
      coefficients: coefficients, bound: upper.bound * up + lower.bound * down,
      isStrict: upper.isStrict || lower.isStrict, size: upper.size * up + lower.size * down)
  }

  /// Of inequalities of one sum the tightest; nothing where one of no number does not hold.
  private static func tightest(_ rows: [Row]) -> [Row]? {
    var found: [[Double]: Row] = [:]
    var order: [[Double]] = []
    for row in rows {
      guard let scale = row.coefficients.lazy.map(abs).max(), scale > 0 else {
        let room = slack * max(row.size, .leastNormalMagnitude)
        if row.bound < -room || row.isStrict && row.bound <= room { return nil }
        continue
      }
      let own = Row(
        coefficients: row.coefficients.map { $0 / scale }, bound: row.bound / scale,
        isStrict: row.isStrict, size: row.size / scale)
      if let known = found[own.coefficients] {
        let isTighter = own.bound < known.bound || own.bound == known.bound && own.isStrict
        if isTighter { found[own.coefficients] = own }
      } else {
        found[own.coefficients] = own
        order.append(own.coefficients)
      }
    }
    return order.compactMap { found[$0] }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The levels 0, 1, 2 and so on with given shares.
public struct CategoricalLaw: Law {
  /// The share of each level; they sum to 1.
  public let shares: [Double]
  private let below: [Double]
  private let above: [Double]

  /// A categorical law.
  ///
  /// - Parameter shares: the share of each level, each from 0 to 1, summing to 1 within 1e-9;
  ///   they are divided by their sum.
  /// - Throws: an impossible share.
  public init(shares: [Double]) throws(LawError) {
    for (level, share) in shares.enumerated() where !ParameterRequirement.share.holds(share) {
      throw LawError(
        law: "categorical", parameter: "the share of level \(level)", value: share,
        requirement: ParameterRequirement.share.text)
    }
    let total = shares.reduce(0, +)
    guard abs(total - 1) <= 1e-9 else {
      throw LawError(
        law: "categorical", parameter: "the sum of the shares", value: total,
        requirement: "must be 1")
    }
    self.shares = shares.map { $0 / total }
    let last = shares.lastIndex { $0 > 0 } ?? 0
    var sum = 0.0
    below = self.shares.enumerated().map { level, share in
      sum += share
      return level >= last ? 1 : min(sum, 1)
    }
    var rest = 0.0
    above = Array(
      self.shares.reversed().map { share in
        defer { rest += share }
        return min(rest, 1)
      }.reversed())
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> {
    Double(shares.firstIndex { $0 > 0 } ?? 0)...Double(shares.lastIndex { $0 > 0 } ?? 0)
  }
  /// The mean.
  public var mean: Double {
    shares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }
  /// The variance.
  public var variance: Double {
    let center = mean
    return shares.enumerated().reduce(0) {
      $0 + (Double($1.offset) - center) * (Double($1.offset) - center) * $1.element
    }
  }
  /// The law lies on the integers.
  public var isDiscrete: Bool { true }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    guard x >= 0, x < Double(shares.count), x == x.rounded() else { return -.infinity }
    return log(shares[Int(x)])
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x < 0 ? 0 : x >= Double(shares.count) ? 1 : below[Int(x)]
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x < 0 ? 1 : x >= Double(shares.count) ? 0 : above[Int(x)]
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    return max(support.lowerBound, Double(below.firstIndex { $0 >= p } ?? shares.count - 1))
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    return max(support.lowerBound, Double(above.firstIndex { $0 <= q } ?? shares.count - 1))
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    quantile(stream.nextUniform())
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { get throws { .inversion(try InversionTable(self)) } }

  /// The names that `value(of:)` knows.
  public let parameterNames = ["mean", "sd"]

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? { moment(parameter) }

  /// The shares in order.
  public var description: String {
    "categorical {\(shares.map(LawError.text).joined(separator: ", "))}"
  }
}

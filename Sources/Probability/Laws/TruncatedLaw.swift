// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A continuous law given that it falls between two bounds.
public struct TruncatedLaw: Law {
  /// The law that is truncated.
  public let base: any Law
  /// The lower bound; minus infinity for none.
  public let from: Double
  /// The upper bound; infinity for none.
  public let to: Double
  private let below: Double
  private let above: Double
  /// The base law's probability between the bounds.
  public let mass: Double

  /// Truncates a law.
  ///
  /// - Parameters:
  ///   - base: a continuous law.
  ///   - from: the lower bound; minus infinity for none.
  ///   - to: the upper bound, above `from`; infinity for none.
  /// - Throws: an impossible bound, or bounds between which the law has less than 1e-12.
  public init(_ base: any Law, from: Double, to: Double) throws(LawError) {
    guard !base.isDiscrete else {
      throw LawError(
        law: "truncated", parameter: "a truncated law", value: nil,
        requirement: "must be continuous, but \(base) is not")
    }
    guard from < to else {
      throw LawError(
        law: "truncated", parameter: "the upper bound", value: to,
        requirement: "must be above the lower bound, which is \(LawError.text(from))")
    }
    below = base.cdf(from)
    above = base.upperTail(to)
    mass =
      below > 0.5
      ? base.upperTail(from) - above : above > 0.5 ? base.cdf(to) - below : 1 - below - above
    guard mass >= 1e-12 else {
      throw LawError(
        law: "truncated", parameter: "the probability of \(base) between the bounds",
        value: mass, requirement: "must be at least 1e-12")
    }
    self.base = base
    self.from = from
    self.to = to
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> {
    max(from, base.support.lowerBound)...min(to, base.support.upperBound)
  }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x < from || x > to ? -.infinity : base.logDensity(x) - log(mass)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= from { return 0 }
    if x >= to { return 1 }
    return below > 0.5
      ? clampedShare((base.upperTail(from) - base.upperTail(x)) / mass)
      : clampedShare((base.cdf(x) - below) / mass)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x <= from { return 1 }
    if x >= to { return 0 }
    return above > 0.5
      ? clampedShare((base.cdf(to) - base.cdf(x)) / mass)
      : clampedShare((base.upperTail(x) - above) / mass)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    (0...1).contains(p) ? quantile(lower: p, upper: 1 - p) : .nan
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    (0...1).contains(q) ? quantile(lower: 1 - q, upper: q) : .nan
  }

  /// The quantile at the normal distribution function of z.
  public func quantile(normalScore z: Double) -> Double {
    quantile(lower: StandardNormal.cdf(z), upper: StandardNormal.upperTail(z))
  }

  /// The base law's quantile, by whichever tail is the smaller there.
  private func quantile(lower: Double, upper: Double) -> Double {
    if lower <= 0 { return support.lowerBound }
    if upper <= 0 { return support.upperBound }
    let left = below + lower * mass
    let right = above + upper * mass
    let x = left <= right ? base.quantile(left) : base.quantile(upperTail: right)
    return min(max(x, support.lowerBound), support.upperBound)
  }

  /// The base law's breakpoints between the bounds.
  public var breakpoints: [Double] { base.breakpoints.filter { $0 > from && $0 < to } }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    let u = stream.nextUniform()
    return quantile(lower: u, upper: 1 - u)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws { .table(try QuantileTable(self), location: 0, scale: 1) }
  }

  /// The mean.
  ///
  /// - Complexity: about 1200 quantiles; keep it rather than ask twice.
  public var mean: Double {
    to == .infinity && base.mean == .infinity ? .infinity : NormalQuadrature.mean(self) { $0 }
  }

  /// The variance.
  ///
  /// - Complexity: about 2400 quantiles; keep it rather than ask twice.
  public var variance: Double {
    if to == .infinity, !base.variance.isFinite { return base.variance }
    let center = mean
    return NormalQuadrature.mean(self) { ($0 - center) * ($0 - center) }
  }

  /// The base law's parameters and the bounds.
  public var parameterNames: [String] { base.parameterNames + ["from", "to"] }

  /// The value of a parameter of the base law, or of a bound.
  ///
  /// - Parameter parameter: a name of `parameterNames`.
  /// - Returns: its value, or nil for another name.
  public func value(of parameter: String) -> Double? {
    if let value = base.value(of: parameter) { return value }
    return parameter == "from" ? from : parameter == "to" ? to : nil
  }

  /// The base law and the bounds.
  public var description: String {
    "\(base) within [\(LawError.text(from)), \(LawError.text(to))]"
  }
}

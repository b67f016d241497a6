// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CGSL
import Glibc

/// The Pareto law: P(X > x) = (minimum / x)^alpha.
public struct ParetoLaw: LawFamily {
  /// The least value.
  public let minimum: Double
  /// The tail's exponent.
  public let alpha: Double

  /// A Pareto law.
  ///
  /// - Parameters:
  ///   - minimum: the least value, positive.
  ///   - alpha: the tail's exponent, at least 0.06 (below it draws overflow).
  /// - Throws: an impossible parameter.
  public init(minimum: Double, alpha: Double) throws(LawError) {
    try Self.require("minimum", minimum, .positive)
    try Self.require("alpha", alpha, .positive)
    guard log(minimum) + 37 / alpha <= 700 else {
      throw LawError(
        law: Self.id, parameter: "alpha", value: alpha,
        requirement: "must keep draws below e^700 (minimum is \(LawError.text(minimum)))")
    }
    self.minimum = minimum
    self.alpha = alpha
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { minimum ... .infinity }
  /// The mean.
  public var mean: Double { alpha <= 1 ? .infinity : minimum * alpha / (alpha - 1) }
  /// The variance.
  public var variance: Double {
    if alpha <= 1 { return .nan }
    if alpha <= 2 { return .infinity }
    return minimum * minimum * alpha / ((alpha - 1) * (alpha - 1) * (alpha - 2))
  }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    guard x >= minimum else { return -.infinity }
    return log(alpha / minimum) - (alpha + 1) * log(x / minimum)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    x <= minimum ? 0 : -expm1(-alpha * log(x / minimum))
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    x <= minimum ? 1 : exp(-alpha * log(x / minimum))
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    return minimum * exp(-log1p(-p) / alpha)
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    return minimum * exp(-log(q) / alpha)
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    gsl_ran_pareto(stream.generator, alpha, minimum)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws {
      .table(try .shared(ParetoLaw(minimum: 1, alpha: alpha)), location: 0, scale: minimum)
    }
  }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "minimum": minimum
    case "alpha": alpha
    default: moment(parameter)
    }
  }
}

extension ParetoLaw {
  /// The name in scenario files.
  public static let id = "pareto"
  /// What the law is for.
  public static let summary = "A power tail above a minimum."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("minimum", .positive), LawParameter("alpha", .positive)),
    LawParameterisation(LawParameter("minimum", .positive), LawParameter("mean", .positive)),
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> ParetoLaw {
    guard form == 1 else { return try ParetoLaw(minimum: first, alpha: second) }
    try require("mean", second, .positive)
    guard second > first else {
      throw LawError(
        law: id, parameter: "mean", value: second,
        requirement: "must be above the minimum, which is \(LawError.text(first))")
    }
    return try ParetoLaw(minimum: first, alpha: second / (second - first))
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    let standard = try ScaledRowDrawer.table(ExponentialLaw(mean: 1))
    return ScaledRowDrawer(standard: standard, constants: constants, isExponential: true) {
      minimum, second, count, location, scale in
      ck_log(minimum, location, count)
      for row in 0..<count {
        let other = second[row]
        scale[row] = form == 0 ? 1 / other : (other - minimum[row]) / other
        let possible =
          minimum[row] > 0 && other.isFinite && scale[row] > 0
          && location[row] + 37 * scale[row] <= 700
        location[row] = possible ? location[row] : .nan
      }
    }
  }
}

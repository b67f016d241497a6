// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// The beta law on 0 to 1.
public struct BetaLaw: LawFamily {
  /// The exponent at 0, plus 1.
  public let a: Double
  /// The exponent at 1, plus 1.
  public let b: Double

  /// A beta law.
  ///
  /// - Parameters:
  ///   - a: the exponent at 0 plus 1, from 0.001 to 1e4.
  ///   - b: the exponent at 1 plus 1, from 0.001 to 1e4.
  /// - Throws: an impossible parameter.
  public init(a: Double, b: Double) throws(LawError) {
    try Self.require("a", a, .shape)
    try Self.require("b", b, .shape)
    self.a = a
    self.b = b
  }

  /// How strongly the law gathers about its mean: a + b.
  public var precision: Double { a + b }
  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0...1 }
  /// The mean.
  public var mean: Double { a / (a + b) }
  /// The variance.
  public var variance: Double { a / (a + b) * (b / (a + b)) / (a + b + 1) }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double { BetaFunctions.logDensity(x, a: a, b: b) }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : x >= 1 ? 1 : gsl_cdf_beta_P(x, a, b)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : x >= 1 ? 0 : gsl_cdf_beta_Q(x, a, b)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double { BetaFunctions.quantile(p, a: a, b: b) }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    BetaFunctions.quantile(upperTail: q, a: a, b: b)
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    gsl_ran_beta(stream.generator, a, b)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws { .table(try .shared(self), location: 0, scale: 1) }
  }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "a": a
    case "b": b
    case "precision": precision
    default: moment(parameter)
    }
  }
}

extension BetaLaw {
  /// The name in scenario files.
  public static let id = "beta"
  /// What the law is for.
  public static let summary = "A share between 0 and 1."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("mean", .openShare), LawParameter("precision", .positive)),
    LawParameterisation(LawParameter("a", .shape), LawParameter("b", .shape)),
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> BetaLaw {
    guard form == 0 else { return try BetaLaw(a: first, b: second) }
    try require("mean", first, .openShare)
    let (a, b) = (first * second, (1 - first) * second)
    guard ParameterRequirement.shape.holds(a), ParameterRequirement.shape.holds(b) else {
      throw LawError(
        law: id, parameter: "precision", value: second,
        requirement: "must keep mean x precision and (1 - mean) x precision between 0.001 and "
          + "10000 (mean is \(LawError.text(first)))")
    }
    return try BetaLaw(a: a, b: b)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    SamplerRowDrawer<BetaLaw>(form: form, constants: constants)
  }
}

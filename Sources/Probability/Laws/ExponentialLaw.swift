// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// The exponential law: a waiting time without memory.
public struct ExponentialLaw: LawFamily {
  /// The mean.
  public let mean: Double

  /// An exponential law.
  ///
  /// - Parameter mean: the mean, positive.
  /// - Throws: an impossible parameter.
  public init(mean: Double) throws(LawError) {
    try Self.require("mean", mean, .positive)
    self.mean = mean
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The variance.
  public var variance: Double { mean * mean }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    x < 0 ? -.infinity : -x / mean - log(mean)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : -expm1(-x / mean) }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : exp(-x / mean) }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    (0...1).contains(p) ? -mean * log1p(-p) : .nan
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    (0...1).contains(q) ? -mean * log(q) : .nan
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    gsl_ran_exponential(stream.generator, mean)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws { .table(try .shared(ExponentialLaw(mean: 1)), location: 0, scale: mean) }
  }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? { moment(parameter) }
}

extension ExponentialLaw {
  /// The name in scenario files.
  public static let id = "exponential"
  /// What the law is for.
  public static let summary = "A waiting time without memory."
  /// The ways to fix the law.
  public static let parameterisations = [LawParameterisation(LawParameter("mean", .positive))]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> ExponentialLaw {
    try ExponentialLaw(mean: first)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    let standard = try ScaledRowDrawer.table(ExponentialLaw(mean: 1))
    return ScaledRowDrawer(standard: standard, constants: constants) {
      mean, _, count, location, scale in
      for row in 0..<count {
        location[row] = mean[row] > 0 && mean[row].isFinite ? 0 : .nan
        scale[row] = mean[row]
      }
    }
  }
}

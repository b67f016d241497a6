// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// The normal law.
public struct NormalLaw: LawFamily {
  /// The mean.
  public let mean: Double
  /// The standard deviation.
  public let sd: Double

  /// A normal law.
  ///
  /// - Parameters:
  ///   - mean: the mean, finite.
  ///   - sd: the standard deviation, positive.
  /// - Throws: an impossible parameter.
  public init(mean: Double, sd: Double) throws(LawError) {
    try Self.require("mean", mean, .finite)
    try Self.require("sd", sd, .positive)
    self.mean = mean
    self.sd = sd
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { -.infinity ... .infinity }
  /// The variance.
  public var variance: Double { sd * sd }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    StandardNormal.logDensity((x - mean) / sd) - log(sd)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double { StandardNormal.cdf((x - mean) / sd) }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { StandardNormal.upperTail((x - mean) / sd) }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double { mean + sd * StandardNormal.quantile(p) }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    mean + sd * StandardNormal.quantile(upperTail: q)
  }

  /// The quantile at the normal distribution function of z.
  public func quantile(normalScore z: Double) -> Double { mean + sd * z }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    mean + gsl_ran_gaussian_ziggurat(stream.generator, sd)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { .affine(location: mean, scale: sd) }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? { moment(parameter) }
}

extension NormalLaw {
  /// The name in scenario files.
  public static let id = "normal"
  /// What the law is for.
  public static let summary = "The bell curve."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("mean", .finite), LawParameter("sd", .positive))
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> NormalLaw {
    try NormalLaw(mean: first, sd: second)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    ScaledRowDrawer(standard: .normal, constants: constants) { mean, sd, count, location, scale in
      for row in 0..<count {
        let possible = mean[row].isFinite && sd[row] > 0 && sd[row].isFinite
        location[row] = possible ? mean[row] : .nan
        scale[row] = sd[row]
      }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// The negative binomial law with a real size: a Poisson count whose mean is gamma distributed.
///
/// The variance is mean + mean^2 / size.
public struct NegativeBinomialLaw: LawFamily {
  /// The mean.
  public let mean: Double
  /// The shape of the gamma law of the Poisson mean.
  public let size: Double

  /// A negative binomial law.
  ///
  /// - Parameters:
  ///   - mean: the mean, from 0 to 1e9.
  ///   - size: the shape of the Poisson mean, from 0.001 to 1e4.
  /// - Throws: an impossible parameter.
  public init(mean: Double, size: Double) throws(LawError) {
    try Self.require("mean", mean, .countMean)
    try Self.require("size", size, .shape)
    self.mean = mean
    self.size = size
  }

  private var success: Double { size / (size + mean) }
  private var failure: Double { mean / (size + mean) }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0...(mean == 0 ? 0 : .infinity) }
  /// The variance.
  public var variance: Double { mean + mean * mean / size }
  /// The law lies on the integers.
  public var isDiscrete: Bool { true }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    CountFunctions.logNegativeBinomial(x, mean: mean, size: size)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    guard x >= 0 else { return x.isNaN ? .nan : 0 }
    guard x.isFinite, mean > 0 else { return 1 }
    let next = x.rounded(.down) + 1
    return success <= 0.5
      ? gsl_cdf_beta_P(success, size, next) : gsl_cdf_beta_Q(failure, next, size)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    guard x >= 0 else { return x.isNaN ? .nan : 1 }
    guard x.isFinite, mean > 0 else { return 0 }
    let next = x.rounded(.down) + 1
    return success <= 0.5
      ? gsl_cdf_beta_Q(success, size, next) : gsl_cdf_beta_P(failure, next, size)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double { countQuantile(p) }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double { countQuantile(upperTail: q) }

  /// One draw from the cell's own words: GSL's gamma rate, then a Poisson count by inversion.
  public func draw(using stream: borrowing CellStream) -> Double {
    let rate = gsl_ran_gamma(stream.generator, size, mean / size)
    return CountFunctions.poissonQuantile(stream.nextUniform(), mean: rate)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { get throws { try .count(self) } }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    parameter == "size" ? size : moment(parameter)
  }
}

extension NegativeBinomialLaw {
  /// The name in scenario files.
  public static let id = "negative binomial"
  /// What the law is for.
  public static let summary = "A count more spread than Poisson's: variance mean + mean^2 / size."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("mean", .countMean), LawParameter("size", .shape))
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> NegativeBinomialLaw {
    try NegativeBinomialLaw(mean: first, size: second)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    guard constants[0] == nil, let size = constants[1] else {
      return SamplerRowDrawer<NegativeBinomialLaw>(form: form, constants: constants)
    }
    return try MixedPoissonRowDrawer(size: size)
  }
}

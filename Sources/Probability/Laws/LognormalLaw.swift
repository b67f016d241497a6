// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import CGSL
import Glibc

/// The law of e^X for a normal X.
public struct LognormalLaw: LawFamily {
  /// The mean of the logarithm.
  public let mu: Double
  /// The standard deviation of the logarithm.
  public let sigma: Double

  /// A lognormal law.
  ///
  /// - Parameters:
  ///   - mu: the mean of the logarithm, finite.
  ///   - sigma: the standard deviation of the logarithm, positive.
  /// - Throws: an impossible parameter.
  public init(mu: Double, sigma: Double) throws(LawError) {
    try Self.require("mu", mu, .finite)
    try Self.require("sigma", sigma, .positive)
    guard abs(mu) + Self.reach * sigma <= 700 else {
      throw LawError(
        law: Self.id, parameter: "sigma", value: sigma,
        requirement: "must keep draws within e^-700 to e^700 (mu is \(LawError.text(mu)))")
    }
    self.mu = mu
    self.sigma = sigma
  }

  /// The greatest normal score a draw can have, rounded up.
  private static let reach = 8.3

  /// The middle value.
  public var median: Double { exp(mu) }
  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The mean.
  public var mean: Double { exp(mu + 0.5 * sigma * sigma) }
  /// The variance.
  public var variance: Double {
    expm1(sigma * sigma) * exp(2 * mu + sigma * sigma)
  }

  private func score(_ x: Double) -> Double { (log(x) - mu) / sigma }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    guard x > 0 else { return -.infinity }
    let logarithm = log(x)
    return StandardNormal.logDensity((logarithm - mu) / sigma) - log(sigma) - logarithm
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double { x <= 0 ? 0 : StandardNormal.cdf(score(x)) }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { x <= 0 ? 1 : StandardNormal.upperTail(score(x)) }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    exp(mu + sigma * StandardNormal.quantile(p))
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    exp(mu + sigma * StandardNormal.quantile(upperTail: q))
  }

  /// The quantile at the normal distribution function of z.
  public func quantile(normalScore z: Double) -> Double { exp(mu + sigma * z) }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    exp(mu + gsl_ran_gaussian_ziggurat(stream.generator, sigma))
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { .exponential(mu: mu, sigma: sigma) }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "median": median
    case "mu": mu
    case "sigma": sigma
    default: moment(parameter)
    }
  }
}

extension LognormalLaw {
  /// The name in scenario files.
  public static let id = "lognormal"
  /// What the law is for.
  public static let summary = "Positive and skewed: the exponential of a normal value."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("median", .positive), LawParameter("sigma", .positive)),
    LawParameterisation(LawParameter("mean", .positive), LawParameter("sd", .positive)),
    LawParameterisation(LawParameter("mu", .finite), LawParameter("sigma", .positive)),
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> LognormalLaw {
    switch form {
    case 0:
      try require("median", first, .positive)
      return try LognormalLaw(mu: log(first), sigma: second)
    case 1:
      try require("mean", first, .positive)
      try require("sd", second, .positive)
      let ratio = second / first
      let variance = log1p(ratio * ratio)
      return try LognormalLaw(
        mu: log(first) - 0.5 * variance, sigma: variance.squareRoot())
    default: return try LognormalLaw(mu: first, sigma: second)
    }
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    ScaledRowDrawer(standard: .normal, constants: constants, isExponential: true) {
      first, second, count, location, scale in
      switch form {
      case 0: ck_log(first, location, count)
      case 1: logMoments(first, second, count, location, scale)
      default: location.update(from: first, count: count)
      }
      if form != 1 { scale.update(from: second, count: count) }
      for row in 0..<count {
        let possible = scale[row] > 0 && abs(location[row]) + reach * scale[row] <= 700
        location[row] = possible ? location[row] : .nan
      }
    }
  }

  /// mu and sigma from columns of means and standard deviations.
  private static func logMoments(
    _ mean: UnsafePointer<Double>, _ sd: UnsafePointer<Double>, _ count: Int,
    _ mu: UnsafeMutablePointer<Double>, _ sigma: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<count {
      let ratio = sd[row] / mean[row]
      sigma[row] = sd[row] > 0 ? 1 + ratio * ratio : .nan
    }
    ck_log(sigma, mu, count)
    for row in 0..<count {
      // ln(1 + x) where 1 + x is rounded (Kahan).
      let ratio = sd[row] / mean[row]
      let square = ratio * ratio
      let rounded = sigma[row] - 1
      let variance = rounded == 0 ? square : mu[row] * (square / rounded)
      sigma[row] = variance.squareRoot()
    }
    ck_log(mean, mu, count)
    for row in 0..<count { mu[row] -= 0.5 * (sigma[row] * sigma[row]) }
  }
}

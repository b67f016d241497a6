// SPDX-License-Identifier: GPL-3.0-or-later

/// A probability law on the real line with every parameter known and checked.
///
/// A discrete law lies on the integers. Its cdf is P(X <= x), its upper tail P(X > x), and its
/// quantile the least x with P(X <= x) >= p.
public protocol Law: Sendable, CustomStringConvertible {
  /// The least and greatest values the law can take; infinite ends are allowed.
  var support: ClosedRange<Double> { get }
  /// The mean; it may be infinite.
  var mean: Double { get }
  /// The variance; it may be infinite, and is NaN where the mean is infinite.
  var variance: Double { get }
  /// Whether the law lies on the integers.
  var isDiscrete: Bool { get }

  /// The logarithm of the density, or of the probability of a value if the law is discrete.
  ///
  /// - Parameter x: any value.
  /// - Returns: minus infinity where the law puts nothing.
  func logDensity(_ x: Double) -> Double
  /// P(X <= x).
  ///
  /// - Parameter x: any value.
  /// - Returns: a probability, accurate relative to itself.
  func cdf(_ x: Double) -> Double
  /// P(X > x).
  ///
  /// - Parameter x: any value.
  /// - Returns: a probability, accurate relative to itself even where `cdf` rounds to 1.
  func upperTail(_ x: Double) -> Double
  /// The value below which a share of the law lies.
  ///
  /// - Parameter p: a probability in 0...1; NaN for any other.
  /// - Returns: the least x with P(X <= x) >= p.
  func quantile(_ p: Double) -> Double
  /// The value above which a share of the law lies.
  ///
  /// - Parameter q: a probability in 0...1; NaN for any other.
  /// - Returns: the least x with P(X > x) <= q.
  func quantile(upperTail q: Double) -> Double
  /// The quantile at the normal distribution function of a score, accurate in both tails.
  ///
  /// - Parameter z: a standard normal score.
  /// - Returns: Q(Phi(z)).
  func quantile(normalScore z: Double) -> Double

  /// The values inside the support at which the density jumps, so that quantiles have a kink.
  var breakpoints: [Double] { get }

  /// One draw by GSL's sampler, or by inversion where GSL has none.
  ///
  /// - Parameter stream: the cell's own words.
  /// - Returns: a draw.
  func draw(using stream: borrowing CellStream) -> Double
  /// The fastest way to draw a column of the law; made anew, with its tables, at each call.
  var drawForm: DrawForm { get throws }

  /// The parameters that `value(of:)` knows: those of every parameterisation.
  var parameterNames: [String] { get }
  /// The value of a parameter, in whichever parameterisation it occurs.
  ///
  /// - Parameter parameter: a name of `parameterNames`.
  /// - Returns: its value, or nil for another name.
  func value(of parameter: String) -> Double?
}

extension Law {
  /// Continuous, unless the law says otherwise.
  public var isDiscrete: Bool { false }

  /// None, unless the law says otherwise.
  public var breakpoints: [Double] { [] }

  /// Q(Phi(z)), by the lower tail up to 0 and the upper tail above.
  ///
  /// - Parameter z: a standard normal score.
  /// - Returns: Q(Phi(z)).
  public func quantile(normalScore z: Double) -> Double {
    z <= 0
      ? quantile(StandardNormal.cdf(z)) : quantile(upperTail: StandardNormal.upperTail(z))
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// The Poisson law: a count of independent events.
public struct PoissonLaw: LawFamily {
  /// The mean.
  public let mean: Double

  /// A Poisson law.
  ///
  /// - Parameter mean: the mean, from 0 to 1e9.
  /// - Throws: an impossible parameter.
  public init(mean: Double) throws(LawError) {
    try Self.require("mean", mean, .countMean)
    self.mean = mean
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0...(mean == 0 ? 0 : .infinity) }
  /// The variance.
  public var variance: Double { mean }
  /// The law lies on the integers.
  public var isDiscrete: Bool { true }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double { CountFunctions.logPoisson(x, mean: mean) }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    guard x >= 0 else { return x.isNaN ? .nan : 0 }
    if x == .infinity || mean == 0 { return 1 }
    return CountFunctions.poissonLower(x.rounded(.down), mean: mean)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    guard x >= 0 else { return x.isNaN ? .nan : 1 }
    if x == .infinity || mean == 0 { return 0 }
    return CountFunctions.poissonUpper(x.rounded(.down), mean: mean)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double { countQuantile(p) }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double { countQuantile(upperTail: q) }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    Double(gsl_ran_poisson(stream.generator, mean))
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { get throws { try .count(self) } }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? { moment(parameter) }
}

extension PoissonLaw {
  /// The name in scenario files.
  public static let id = "poisson"
  /// What the law is for.
  public static let summary = "A count of independent events."
  /// The ways to fix the law.
  public static let parameterisations = [LawParameterisation(LawParameter("mean", .countMean))]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> PoissonLaw {
    try PoissonLaw(mean: first)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    PoissonRowDrawer()
  }
}

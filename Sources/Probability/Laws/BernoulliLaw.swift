// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// One with a share, else 0.
public struct BernoulliLaw: LawFamily {
  /// The probability of 1.
  public let share: Double

  /// A Bernoulli law.
  ///
  /// - Parameter share: the probability of 1, from 0 to 1.
  /// - Throws: an impossible parameter.
  public init(share: Double) throws(LawError) {
    try Self.require("share", share, .share)
    self.share = share
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { (share == 1 ? 1 : 0)...(share == 0 ? 0 : 1) }
  /// The mean.
  public var mean: Double { share }
  /// The variance.
  public var variance: Double { share * (1 - share) }
  /// The law lies on the integers.
  public var isDiscrete: Bool { true }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x == 1 ? log(share) : x == 0 ? log1p(-share) : -.infinity
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double { x < 0 ? 0 : x < 1 ? 1 - share : 1 }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { x < 0 ? 1 : x < 1 ? share : 0 }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    (0...1).contains(p) ? (p <= 1 - share ? support.lowerBound : 1) : .nan
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    (0...1).contains(q) ? (q >= share ? support.lowerBound : 1) : .nan
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    1 - stream.nextUniform() < share ? 1 : 0
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { get throws { .inversion(try InversionTable(self)) } }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    parameter == "share" ? share : moment(parameter)
  }
}

extension BernoulliLaw {
  /// The name in scenario files.
  public static let id = "bernoulli"
  /// What the law is for.
  public static let summary = "1 with a share, else 0."
  /// The ways to fix the law.
  public static let parameterisations = [LawParameterisation(LawParameter("share", .share))]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> BernoulliLaw {
    try BernoulliLaw(share: first)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    BernoulliRowDrawer()
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The uniform law between two ends.
public struct UniformLaw: LawFamily {
  /// The least value.
  public let from: Double
  /// The greatest value.
  public let to: Double

  /// A uniform law.
  ///
  /// - Parameters:
  ///   - from: the least value.
  ///   - to: the greatest value, above `from`.
  /// - Throws: an impossible parameter.
  public init(from: Double, to: Double) throws(LawError) {
    try Self.require("from", from, .finite)
    try Self.require("to", to, .finite)
    guard to > from, (to - from).isFinite else {
      throw LawError(
        law: Self.id, parameter: "to", value: to,
        requirement: "must be above from, which is \(LawError.text(from))")
    }
    self.from = from
    self.to = to
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { from...to }
  /// The mean.
  public var mean: Double { from + (to - from) / 2 }
  /// The variance.
  public var variance: Double { (to - from) * (to - from) / 12 }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    x.isNaN ? .nan : support.contains(x) ? -log(to - from) : -.infinity
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double { clampedShare((x - from) / (to - from)) }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { clampedShare((to - x) / (to - from)) }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    (0...1).contains(p) ? min(to, from + (to - from) * p) : .nan
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    (0...1).contains(q) ? max(from, to - (to - from) * q) : .nan
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    from + (to - from) * stream.nextUniform()
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm { .linear(from: from, to: to) }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "from": from
    case "to": to
    default: moment(parameter)
    }
  }
}

extension UniformLaw {
  /// The name in scenario files.
  public static let id = "uniform"
  /// What the law is for.
  public static let summary = "Every value between two ends equally likely."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("from", .finite), LawParameter("to", .finite))
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> UniformLaw {
    try UniformLaw(from: first, to: second)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    ScaledRowDrawer(standard: .uniform, constants: constants) { from, to, count, location, scale in
      for row in 0..<count {
        let possible = from[row].isFinite && to[row] > from[row] && (to[row] - from[row]).isFinite
        location[row] = possible ? from[row] : .nan
        scale[row] = to[row] - from[row]
      }
    }
  }
}

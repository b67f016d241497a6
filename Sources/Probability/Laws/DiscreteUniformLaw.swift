// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The uniform law on the whole numbers between two ends, both included.
public struct DiscreteUniformLaw: LawFamily {
  /// The least value.
  public let from: Double
  /// The greatest value.
  public let to: Double
  private static let most = 1e9
  /// The most values that are drawn through a table.
  private static let mostTabled = 60_000.0

  /// A discrete uniform law.
  ///
  /// - Parameters:
  ///   - from: the least value, a whole number within -1e9 and 1e9.
  ///   - to: the greatest value, a whole number from `from` to 1e9.
  /// - Throws: an impossible parameter.
  public init(from: Double, to: Double) throws(LawError) {
    for (name, value) in [("from", from), ("to", to)] where !Self.isPossible(value) {
      throw LawError(
        law: Self.id, parameter: name, value: value,
        requirement: "must be a whole number within -1000000000 and 1000000000")
    }
    guard to >= from else {
      throw LawError(
        law: Self.id, parameter: "to", value: to,
        requirement: "must be at least from, which is \(LawError.text(from))")
    }
    self.from = from
    self.to = to
  }

  /// Whether a number may be an end.
  static func isPossible(_ value: Double) -> Bool {
    value == value.rounded() && abs(value) <= most
  }

  /// How many values there are.
  private var count: Double { to - from + 1 }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { from...to }
  /// The mean.
  public var mean: Double { from + (to - from) / 2 }
  /// The variance.
  public var variance: Double { (count * count - 1) / 12 }
  /// The law lies on the integers.
  public var isDiscrete: Bool { true }

  /// The logarithm of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return support.contains(x) && x == x.rounded() ? -log(count) : -.infinity
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    clampedShare((x.rounded(.down) - from + 1) / count)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double { clampedShare((to - x.rounded(.down)) / count) }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    return least(from + (p * count).rounded(.up) - 1) { cdf($0) >= p }
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    return least(to - (q * count).rounded(.down)) { upperTail($0) <= q }
  }

  /// The least value that meets a condition, from one that is off by rounding at most.
  private func least(_ near: Double, _ holds: (Double) -> Bool) -> Double {
    var x = min(to, max(from, near))
    while x > from, holds(x - 1) { x -= 1 }
    while x < to, !holds(x) { x += 1 }
    return x
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    min(to, from + (stream.nextUniform() * count).rounded(.down))
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws { count <= Self.mostTabled ? .inversion(try InversionTable(self)) : .sampler }
  }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "from": from
    case "to": to
    default: moment(parameter)
    }
  }
}

extension DiscreteUniformLaw {
  /// The name in scenario files.
  public static let id = "discrete uniform"
  /// What the law is for.
  public static let summary = "Every whole number between two ends equally likely."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("from", .finite), LawParameter("to", .finite))
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> DiscreteUniformLaw {
    try DiscreteUniformLaw(from: first, to: second)
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    DiscreteUniformRowDrawer(constants: constants)
  }
}

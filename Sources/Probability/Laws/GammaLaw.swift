// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL
import Glibc

/// The gamma law.
public struct GammaLaw: LawFamily {
  /// The shape.
  public let shape: Double
  /// The scale: the mean over the shape.
  public let scale: Double

  /// A gamma law.
  ///
  /// - Parameters:
  ///   - shape: the shape, from 0.001 to 1e4.
  ///   - scale: the scale, positive.
  /// - Throws: an impossible parameter.
  public init(shape: Double, scale: Double) throws(LawError) {
    try Self.require("shape", shape, .shape)
    try Self.require("scale", scale, .positive)
    self.shape = shape
    self.scale = scale
  }

  /// The least and greatest values.
  public var support: ClosedRange<Double> { 0 ... .infinity }
  /// The mean.
  public var mean: Double { shape * scale }
  /// The variance.
  public var variance: Double { shape * scale * scale }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    GammaFunctions.logDensity(x / scale, shape: shape) - log(scale)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    x <= 0 ? 0 : GammaFunctions.lower(x / scale, shape: shape)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    x <= 0 ? 1 : GammaFunctions.upper(x / scale, shape: shape)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    scale * GammaFunctions.quantile(p, shape: shape)
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    scale * GammaFunctions.quantile(upperTail: q, shape: shape)
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    gsl_ran_gamma(stream.generator, shape, scale)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws {
      .table(try .shared(GammaLaw(shape: shape, scale: 1)), location: 0, scale: scale)
    }
  }

  /// The value of a parameter by name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "shape": shape
    case "scale": scale
    default: moment(parameter)
    }
  }
}

extension GammaLaw {
  /// The name in scenario files.
  public static let id = "gamma"
  /// What the law is for.
  public static let summary = "Positive, with a tail that falls exponentially."
  /// The ways to fix the law.
  public static let parameterisations = [
    LawParameterisation(LawParameter("shape", .shape), LawParameter("mean", .positive)),
    LawParameterisation(LawParameter("shape", .shape), LawParameter("scale", .positive)),
    LawParameterisation(LawParameter("mean", .positive), LawParameter("sd", .positive)),
  ]

  /// The law from checked parameters.
  public static func make(
    form: Int, _ first: Double, _ second: Double
  ) throws(LawError) -> GammaLaw {
    switch form {
    case 0:
      try require("shape", first, .shape)
      return try GammaLaw(shape: first, scale: second / first)
    case 1: return try GammaLaw(shape: first, scale: second)
    default:
      try require("mean", first, .positive)
      try require("sd", second, .positive)
      let ratio = first / second
      guard ParameterRequirement.shape.holds(ratio * ratio) else {
        throw LawError(
          law: id, parameter: "sd", value: second,
          requirement: "must lie between a hundredth of the mean and 31 times the mean, "
            + "which is \(LawError.text(first))")
      }
      return try GammaLaw(shape: ratio * ratio, scale: second / ratio)
    }
  }

  /// A drawer for parameters that differ from row to row.
  public static func rowDrawer(
    form: Int, constants: [Double?]
  ) throws(LawError) -> any RowDrawer {
    guard form < 2, let shape = constants[0] else {
      return SamplerRowDrawer<GammaLaw>(form: form, constants: constants)
    }
    let standard = try ScaledRowDrawer.table(GammaLaw(shape: shape, scale: 1))
    return ScaledRowDrawer(standard: standard, constants: constants) {
      _, second, count, location, scale in
      for row in 0..<count {
        location[row] = second[row] > 0 && second[row].isFinite ? 0 : .nan
        scale[row] = form == 0 ? second[row] / shape : second[row]
      }
    }
  }
}

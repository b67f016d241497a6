// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a law cannot be made.
public struct LawError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The family, such as "negative binomial".
  public let law: String
  /// The parameter at fault, such as "sigma".
  public let parameter: String
  /// What was given; nil when nothing was.
  public let value: Double?
  /// What must hold, such as "must be positive".
  public let requirement: String

  /// Describes an impossible parameter.
  ///
  /// - Parameters:
  ///   - law: the family.
  ///   - parameter: the parameter at fault.
  ///   - value: what was given, or nil.
  ///   - requirement: what must hold, starting with "must".
  public init(law: String, parameter: String, value: Double?, requirement: String) {
    self.law = law
    self.parameter = parameter
    self.value = value
    self.requirement = requirement
  }

  /// What must hold and what was given: "sigma must be positive, but got -1".
  public var description: String {
    guard let value else { return "\(parameter) \(requirement)" }
    return "\(parameter) \(requirement), but got \(LawError.text(value))"
  }

  /// A number as a person writes it: no ".0", infinities and NaN by name.
  package static func text(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    if value.isInfinite { return value < 0 ? "minus infinity" : "infinity" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

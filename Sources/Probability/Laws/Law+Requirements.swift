// SPDX-License-Identifier: GPL-3.0-or-later

extension Law {
  /// The moments every law knows by name: "mean" and "sd".
  package func moment(_ name: String) -> Double? {
    switch name {
    case "mean": mean
    case "sd": variance.squareRoot()
    default: nil
    }
  }

  /// A probability from arithmetic that may leave 0...1.
  func clampedShare(_ value: Double) -> Double { value.isNaN ? .nan : min(1, max(0, value)) }
}

extension LawFamily {
  /// Refuses a parameter that is impossible whatever the others are.
  @inline(__always)
  static func require(
    _ name: String, _ value: Double, _ requirement: ParameterRequirement
  ) throws(LawError) {
    guard !requirement.holds(value) else { return }
    throw LawError(law: id, parameter: name, value: value, requirement: requirement.text)
  }
}

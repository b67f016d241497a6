// SPDX-License-Identifier: GPL-3.0-or-later

/// What a name stands for in an expression.
public enum NamedValue: Sendable, Hashable {
  /// A column of numbers at a slot; a missing value is NaN.
  case number(slot: Int)
  /// A column of levels at a slot, coded by their place in `names`; a missing level is 255.
  case levels(slot: Int, names: [String])
  /// A number known before anything runs, such as a named threshold.
  case constant(Double)
  /// Something declared whose declaration could not be read. That has been told: what mentions the
  /// name is given up without a further problem.
  case unread
}

/// The names that may stand in an expression.
public protocol NameScope {
  /// Looks up a name, qualified by dots or not.
  ///
  /// - Parameter name: the name as written, such as `age` or `world.digital`.
  /// - Returns: what it stands for; nothing when it may not stand here.
  func value(named name: String) -> NamedValue?
  /// Looks up a parameter of a quantity's present law: `law.mean(income)`.
  ///
  /// - Parameters:
  ///   - parameter: the parameter's name, such as `mean`.
  ///   - name: the quantity.
  /// - Returns: the parameter's value; nothing when there is none of that name.
  func lawParameter(_ parameter: String, of name: String) -> NamedValue?
  /// The names that may stand here, for messages.
  var knownNames: [String] { get }
  /// Why a name may not stand here although it exists elsewhere, for messages.
  ///
  /// - Parameter name: a name that `value(named:)` does not know.
  /// - Returns: the reason, such as "is defined below: references go only backwards".
  func reasonUnavailable(_ name: String) -> String?
}

extension NameScope {
  /// Knows no law.
  public func lawParameter(_ parameter: String, of name: String) -> NamedValue? { nil }
  /// Knows no reason.
  public func reasonUnavailable(_ name: String) -> String? { nil }
}

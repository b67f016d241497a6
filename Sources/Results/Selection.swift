// SPDX-License-Identifier: GPL-3.0-or-later

/// A condition on one column of the measurement table.
public enum Selection<Value: Equatable & Sendable>: Sendable {
  /// Any value, or none.
  case any
  /// The column does not apply.
  case absent
  /// Just this value.
  case only(Value)

  /// Whether the condition holds.
  ///
  /// - Parameter value: the value in the column, nil when it does not apply.
  /// - Returns: true when the row may stay.
  public func holds(for value: Value?) -> Bool {
    switch self {
    case .any: true
    case .absent: value == nil
    case .only(let wanted): value == wanted
    }
  }

  /// Just this value, or no value when it is nil.
  ///
  /// - Parameter value: a value, or nil.
  /// - Returns: the condition that the column equals it.
  public static func exactly(_ value: Value?) -> Selection { value.map(Selection.only) ?? .absent }
}

extension Selection: ExpressibleByUnicodeScalarLiteral where Value == String {
  /// Just this name.
  public init(unicodeScalarLiteral value: String) { self = .only(value) }
}

extension Selection: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
  /// Just this name.
  public init(extendedGraphemeClusterLiteral value: String) { self = .only(value) }
}

extension Selection: ExpressibleByStringLiteral where Value == String {
  /// Just this name.
  public init(stringLiteral value: String) { self = .only(value) }
}

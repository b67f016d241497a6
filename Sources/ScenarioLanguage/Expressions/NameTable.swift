// SPDX-License-Identifier: GPL-3.0-or-later

/// A fixed list of names, for expressions over the columns of a table.
public struct NameTable: NameScope, Sendable {
  private let values: [String: NamedValue]
  /// The names in the order given.
  public let knownNames: [String]

  /// Makes a scope.
  ///
  /// - Parameter values: names and what they stand for; of equal names the first holds.
  public init(_ values: [(name: String, value: NamedValue)]) {
    self.values = Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
    knownNames = values.map(\.name)
  }

  /// Looks up a name.
  ///
  /// - Parameter name: the name as written.
  /// - Returns: what it stands for.
  public func value(named name: String) -> NamedValue? { values[name] }
}

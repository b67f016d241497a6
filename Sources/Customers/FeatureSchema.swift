// SPDX-License-Identifier: GPL-3.0-or-later

/// What the bank sees of every customer: the features by name, in column order.
public struct FeatureSchema: Sendable, Equatable {
  /// What the values of a feature are.
  public enum Kind: Sendable, Equatable {
    /// Any real number, in a unit if the scenario names one.
    case number(unit: String?)
    /// A whole number from 0.
    case count
    /// One of these levels, stored as its position in the list.
    case levels([String])
  }

  /// One observed input of a classifier.
  public struct Feature: Sendable, Equatable {
    /// The feature's name in the scenario's view.
    public let name: String
    /// What its values are.
    public let kind: Kind

    /// Makes a feature.
    ///
    /// - Parameters:
    ///   - name: the feature's name in the scenario's view.
    ///   - kind: what its values are.
    public init(name: String, kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  /// The features in column order.
  public let features: [Feature]

  /// Makes a schema.
  ///
  /// - Parameter features: the features in column order, with distinct names.
  public init(features: [Feature]) { self.features = features }

  /// The feature names in column order.
  public var names: [String] { features.map(\.name) }

  /// The column of a feature by its name.
  ///
  /// - Parameter name: a feature's name.
  /// - Returns: its column, or nothing when there is no such feature.
  public func column(of name: String) -> Int? { features.firstIndex { $0.name == name } }
}

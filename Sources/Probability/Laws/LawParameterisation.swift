// SPDX-License-Identifier: GPL-3.0-or-later

/// One parameter of a law as a person writes it.
public struct LawParameter: Sendable, Hashable {
  /// Its name, such as "median".
  public let name: String
  /// What must hold of it alone.
  public let requirement: ParameterRequirement

  /// Describes a parameter.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - requirement: what must hold of it alone.
  public init(_ name: String, _ requirement: ParameterRequirement) {
    self.name = name
    self.requirement = requirement
  }
}

/// One way to fix a law: one or two named parameters, given together.
public struct LawParameterisation: Sendable, Hashable {
  /// The parameters in the order in which they are told to a person.
  public let parameters: [LawParameter]

  /// Describes a way to fix a law.
  ///
  /// - Parameter parameters: one or two parameters.
  public init(_ parameters: LawParameter...) { self.parameters = parameters }

  /// The parameters' names, in order.
  public var names: [String] { parameters.map(\.name) }
}

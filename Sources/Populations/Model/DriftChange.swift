// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// One declared change of the world: what changes, from when to when, and by how much.
public struct DriftChange: Sendable {
  /// What is done to the value.
  public enum Operation: String, Sendable, CaseIterable {
    /// A number takes its place.
    case set
    /// A number is added on the scale.
    case add
    /// It is multiplied on the scale.
    case times
  }

  /// The scale on which a number is added.
  public enum Scale: String, Sendable, CaseIterable {
    /// The value itself.
    case identity
    /// Its logarithm.
    case log
    /// Its log-odds.
    case logit
  }

  /// The name of the drift in the scenario.
  public let name: String
  /// What changes, such as `world.digital`.
  public let target: String
  /// The first month in force, counted from the first scored one.
  public let from: Int
  /// The first month no longer in force; nothing when it stays.
  public let until: Int?
  /// What is done to the value.
  public let operation: Operation
  /// The number that is set, added or multiplied with.
  public let amount: Double
  /// The scale on which it is added.
  public let scale: Scale
  /// Where the change is written.
  let position: SourcePosition
  /// What it changes, where that is one number: just before it comes into force, and from then on.
  public internal(set) var numbers: (before: Double, after: Double)?

  /// Whether the change is in force.
  ///
  /// - Parameter month: months since the first scored one.
  /// - Returns: whether it is.
  public func isInForce(_ month: Int) -> Bool {
    month >= from && month < until ?? .max
  }

  /// Whether any value within bounds has a place on the scale; what is set needs none before.
  ///
  /// - Parameter bounds: the values there can be.
  /// - Returns: whether it has.
  func isDefined(within bounds: ClosedRange<Double>) -> Bool {
    guard operation != .set else { return true }
    return switch scale {
    case .identity: true
    case .log: bounds.lowerBound >= 0
    case .logit: bounds.lowerBound >= 0 && bounds.upperBound <= 1
    }
  }

  /// The changed value as an operation on the unchanged one.
  func applied(to node: CheckedExpression.Node) -> CheckedExpression.Node {
    switch scale {
    case .identity: moved(node)
    case .log: .unary(.exponential, moved(.unary(.logarithm, node)))
    case .logit: .unary(.expit, moved(.unary(.logit, node)))
    }
  }

  private func moved(_ node: CheckedExpression.Node) -> CheckedExpression.Node {
    switch operation {
    case .set: .constant(amount)
    case .add: .binary(.add, node, .constant(amount))
    case .times: .binary(.multiply, node, .constant(amount))
    }
  }

  /// The change in words, such as `+ 0.6 on the logit scale`.
  public var summary: String {
    let sign =
      switch operation {
      case .set: "set to"
      case .add: "add"
      case .times: "times"
      }
    return "\(sign) \(amount)" + (scale == .identity ? "" : " on the \(scale.rawValue) scale")
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// An expression whose names are resolved to slots and whose types are right.
public struct CheckedExpression: Sendable, Hashable {
  /// One operation with its operands.
  public indirect enum Node: Sendable, Hashable {
    /// A number; NaN is a missing one.
    case constant(Double)
    /// The number in a slot.
    case number(slot: Int)
    /// An operation on a number.
    case unary(UnaryOperation, Node)
    /// An operation on two numbers.
    case binary(BinaryOperation, Node, Node)
    /// The second when the first, a condition, is true; the third when it is false; else missing.
    case choose(Node, Node, Node)
    /// The value of the level in a slot, by its code; missing when the level is.
    case byLevel(slot: Int, values: [Node])
    /// A known answer.
    case truth(Bool)
    /// A comparison of two numbers.
    case compare(Comparison, Node, Node)
    /// Whether the level in a slot is one of some codes, which are ascending.
    case among(slot: Int, codes: [UInt8])
    /// Whether a number is missing; never unknown.
    case isMissing(Node)
    /// Whether the level in a slot is missing; never unknown.
    case isMissingLevel(slot: Int)
    /// Both conditions hold.
    case both(Node, Node)
    /// One of the conditions holds.
    case either(Node, Node)
    /// The condition does not hold.
    case not(Node)
  }

  /// The code of a missing level.
  public static let missingLevel: UInt8 = 255

  /// The last operation.
  public let root: Node

  /// Makes an expression from operations; constant parts are worked out.
  ///
  /// - Parameter root: the last operation, whose operands have the right types.
  public init(_ root: Node) { self.root = root.folded() }

  /// Whether it is a condition, not a number.
  public var isCondition: Bool { root.isCondition }

  /// The number when it depends on nothing.
  public var constantValue: Double? {
    if case .constant(let value) = root { value } else { nil }
  }

  /// The answer when it is a condition that depends on nothing.
  public var constantTruth: Bool? {
    if case .truth(let answer) = root { answer } else { nil }
  }

  /// The slots of the numbers it reads, ascending.
  public var numberSlots: [Int] {
    var slots: Set<Int> = []
    root.walk { if case .number(let slot) = $0 { slots.insert(slot) } }
    return slots.sorted()
  }

  /// The slots of the levels it reads, ascending.
  public var levelSlots: [Int] {
    var slots: Set<Int> = []
    root.walk {
      switch $0 {
      case .byLevel(let slot, _), .among(let slot, _), .isMissingLevel(let slot):
        slots.insert(slot)
      default: break
      }
    }
    return slots.sorted()
  }
}

extension CheckedExpression.Node {
  /// Whether this is a condition, not a number.
  public var isCondition: Bool {
    switch self {
    case .constant, .number, .unary, .binary, .choose, .byLevel: false
    case .truth, .compare, .among, .isMissing, .isMissingLevel, .both, .either, .not: true
    }
  }

  /// The operands, left to right.
  public var operands: [CheckedExpression.Node] {
    switch self {
    case .constant, .number, .truth, .among, .isMissingLevel: []
    case .unary(_, let inner), .isMissing(let inner), .not(let inner): [inner]
    case .binary(_, let left, let right), .compare(_, let left, let right),
      .both(let left, let right), .either(let left, let right):
      [left, right]
    case .choose(let condition, let yes, let no): [condition, yes, no]
    case .byLevel(_, let values): values
    }
  }

  /// Calls a visitor with this operation and then with all inside it.
  ///
  /// - Parameter visit: called with each operation.
  public func walk(_ visit: (CheckedExpression.Node) -> Void) {
    visit(self)
    for operand in operands { operand.walk(visit) }
  }
}

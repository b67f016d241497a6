// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The operations of an expression with equal ones merged, operands before their users.
struct OperationGraph {
  /// An operation whose operands are named by their place in the graph.
  enum Operation: Hashable {
    /// The bits of a number, so that 0 and -0 stay apart and a missing number equals itself.
    case constant(UInt64)
    case number(Int)
    case unary(UnaryOperation, Int)
    case binary(BinaryOperation, Int, Int)
    case choose(Int, Int, Int)
    case byLevel(Int, [Int])
    case truth(Bool)
    case compare(Comparison, Int, Int)
    case among(Int, [UInt8])
    case isMissing(Int)
    case isMissingLevel(Int)
    case both(Int, Int)
    case either(Int, Int)
    case not(Int)

    /// The places of the operands.
    var operands: [Int] {
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
  }

  /// The operations; the last one is the whole expression.
  private(set) var operations: [Operation] = []
  private var places: [Operation: Int] = [:]

  /// Makes the graph of an expression.
  ///
  /// - Parameter root: the last operation of the expression.
  init(_ root: CheckedExpression.Node) { _ = add(root) }

  private mutating func add(_ node: CheckedExpression.Node) -> Int {
    let operation: Operation
    switch node {
    case .constant(let value): operation = .constant(value.bitPattern)
    case .number(let slot): operation = .number(slot)
    case .unary(let code, let inner): operation = .unary(code, add(inner))
    case .binary(let code, let left, let right): operation = .binary(code, add(left), add(right))
    case .choose(let condition, let yes, let no):
      operation = .choose(add(condition), add(yes), add(no))
    case .byLevel(let slot, let values): operation = .byLevel(slot, values.map { add($0) })
    case .truth(let answer): operation = .truth(answer)
    case .compare(let code, let left, let right): operation = .compare(code, add(left), add(right))
    case .among(let slot, let codes): operation = .among(slot, codes)
    case .isMissing(let inner): operation = .isMissing(add(inner))
    case .isMissingLevel(let slot): operation = .isMissingLevel(slot)
    case .both(let left, let right): operation = .both(add(left), add(right))
    case .either(let left, let right): operation = .either(add(left), add(right))
    case .not(let inner): operation = .not(add(inner))
    }
    if let place = places[operation] { return place }
    places[operation] = operations.count
    operations.append(operation)
    return operations.count - 1
  }
}

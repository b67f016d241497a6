// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Makes expressions of every operation, the same ones for the same seed (splitmix64).
struct RandomExpression {
  typealias Node = CheckedExpression.Node

  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func word() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(word() % UInt64(bound)) }

  /// A value of the kind that breaks things: zeros of both signs, halves, huge, missing.
  mutating func value() -> Double {
    let special = [
      0, -0.0, 1, -1, 0.5, -0.5, 2.5, 0.49999999999999994, 1e300, -1e300, .infinity, .nan,
    ]
    if below(3) == 0 { return special[below(special.count)] }
    return Double(below(2_000_001) - 1_000_000) / 997
  }

  mutating func number(depth: Int) -> Node {
    guard depth > 0 else {
      return below(3) == 0 ? .constant(value()) : .number(slot: below(3))
    }
    switch below(8) {
    case 0: return number(depth: 0)
    case 1, 2:
      let operations = UnaryOperation.allCases
      return .unary(operations[below(operations.count)], number(depth: depth - 1))
    case 3, 4, 5:
      let operations = BinaryOperation.allCases
      let operation = operations[below(operations.count)]
      return .binary(operation, number(depth: depth - 1), number(depth: depth - 1))
    case 6:
      let test = condition(depth: depth - 1)
      return .choose(test, number(depth: depth - 1), number(depth: depth - 1))
    default:
      let values = (0...below(4)).map { _ in number(depth: below(2) == 0 ? 0 : depth - 1) }
      return .byLevel(slot: below(2), values: values)
    }
  }

  mutating func condition(depth: Int) -> Node {
    guard depth > 0 else { return .among(slot: below(2), codes: [UInt8(below(4))]) }
    switch below(8) {
    case 0, 1, 2:
      let comparisons = Comparison.allCases
      let comparison = comparisons[below(comparisons.count)]
      return .compare(comparison, number(depth: depth - 1), number(depth: depth - 1))
    case 3: return .both(condition(depth: depth - 1), condition(depth: depth - 1))
    case 4: return .either(condition(depth: depth - 1), condition(depth: depth - 1))
    case 5: return .not(condition(depth: depth - 1))
    case 6: return below(2) == 0 ? .isMissingLevel(slot: 1) : .among(slot: 0, codes: [0, 2])
    default: return below(5) == 0 ? .truth(true) : .isMissing(number(depth: depth - 1))
    }
  }
}

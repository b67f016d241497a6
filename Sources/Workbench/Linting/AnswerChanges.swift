// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The numbers at which a comparison of one number changes its answer.
///
/// Where the number is compared itself, they are the constants. Where a function of it is compared
/// that only rises or only falls (`aum / 1000 >= 50`, `log10(income) < 4`), they are found by
/// halving, to the last bit, as the comparison is worked out.
struct AnswerChanges {
  private(set) var cuts: [Double] = []

  /// Finds them.
  ///
  /// - Parameters:
  ///   - atom: a comparison, or a question for missing values, that reads one number slot only.
  ///   - slot: the slot.
  init?(of atom: CheckedExpression, slot: Int) {
    switch atom.root {
    case .isMissing(.number): return
    case .isMissing(let inner):
      guard inner.isMonotone else { return nil }
      search(atom, slot)
    case .compare(let comparison, let left, let right):
      if case .number = left, case .constant(let value) = right {
        add(value)
        return
      }
      if case .number = right, case .constant(let value) = left {
        add(value)
        return
      }
      guard left.isMonotone, right.isMonotone, left.isConstant || right.isConstant else {
        return nil
      }
      // Equality changes at one number only, which halving would miss.
      let parts: [Comparison] =
        comparison == .equal || comparison == .notEqual
        ? [.greaterOrEqual, .greater] : [comparison]
      for part in parts { search(CheckedExpression(.compare(part, left, right)), slot) }
    default: return nil
    }
  }

  private mutating func add(_ value: Double) { if value.isFinite { cuts.append(value) } }

  /// Looks between numbers of every size for where the answer changes; it is at most a run of
  /// unknown, two runs of known and another of unknown answers.
  private mutating func search(_ atom: CheckedExpression, _ slot: Int) {
    var numbers = [Double](repeating: .nan, count: slot + 1)
    func answer(_ value: Double) -> UInt8 {
      numbers[slot] = value
      return atom.truth(numbers: numbers, levels: [])
    }
    let sizes = [1e-300, 1e-9, 1e-3, 0.5, 1, 2, 1e3, 1e6, 1e12, 1e300, .greatestFiniteMagnitude]
    let probes = sizes.reversed().map { -$0 } + [0] + sizes
    for (start, end) in zip(probes, probes.dropFirst()) {
      var low = Self.key(start)
      let last = Self.key(end)
      while answer(Self.value(low)) != answer(end) {
        let known = answer(Self.value(low))
        var (same, other) = (low, last)
        while other - same > 1 {
          let middle = same + (other - same) / 2
          if answer(Self.value(middle)) == known { same = middle } else { other = middle }
        }
        cuts.append(Self.value(other))
        low = other
      }
    }
  }

  /// A whole number that goes up with the value; neighbours have neighbouring numbers.
  private static func key(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.bitPattern)
    return bits >= 0 ? bits : Int64.min - bits
  }

  private static func value(_ key: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: key >= 0 ? key : Int64.min - key))
  }
}

extension CheckedExpression.Node {
  fileprivate var isConstant: Bool { if case .constant = self { true } else { false } }

  /// Whether it reads a number at most once and only rises or only falls with it.
  fileprivate var isMonotone: Bool {
    switch self {
    case .constant, .number: true
    case .unary(let operation, let inner): operation.isMonotone && inner.isMonotone
    case .binary(let operation, let left, let right):
      switch operation {
      case .add, .subtract, .multiply, .minimum, .maximum:
        (left.isConstant && right.isMonotone) || (left.isMonotone && right.isConstant)
      case .divide: left.isMonotone && right.isConstant
      case .power: false
      }
    default: false
    }
  }
}

extension UnaryOperation {
  fileprivate var isMonotone: Bool {
    switch self {
    case .absolute, .square: false
    case .negate, .squareRoot, .floor, .ceiling, .round, .exponential, .logarithm, .logarithm2,
      .logarithm10, .expit, .logit:
      true
    }
  }
}

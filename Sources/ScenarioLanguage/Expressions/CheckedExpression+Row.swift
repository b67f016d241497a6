// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression {
  /// The value for one row, the same bits as in a column.
  ///
  /// - Parameters:
  ///   - numbers: the numbers by slot; NaN is missing.
  ///   - levels: the codes by slot; 255 is missing.
  /// - Returns: the number; NaN when it is missing, or when the expression is a condition.
  public func value(numbers: [Double], levels: [UInt8]) -> Double {
    Row(numbers: numbers, levels: levels).number(root)
  }

  /// The answer for one row as a byte of `Truth`.
  ///
  /// - Parameters:
  ///   - numbers: the numbers by slot; NaN is missing.
  ///   - levels: the codes by slot; 255 is missing.
  /// - Returns: true, false or unknown; unknown too when the expression is a number.
  public func truth(numbers: [Double], levels: [UInt8]) -> UInt8 {
    Row(numbers: numbers, levels: levels).truth(root)
  }
}

/// The values of one row, and how operations act on them.
private struct Row {
  let numbers: [Double]
  let levels: [UInt8]

  func number(_ node: CheckedExpression.Node) -> Double {
    switch node {
    case .constant(let value): value
    case .number(let slot): numbers[slot]
    case .unary(let operation, let inner): operation(number(inner))
    case .binary(let operation, let left, let right): operation(number(left), number(right))
    case .choose(let condition, let yes, let no):
      switch truth(condition) {
      case Truth.yes: number(yes)
      case Truth.no: number(no)
      default: .nan
      }
    case .byLevel(let slot, let values):
      Int(levels[slot]) < values.count ? number(values[Int(levels[slot])]) : .nan
    default: .nan
    }
  }

  func truth(_ node: CheckedExpression.Node) -> UInt8 {
    switch node {
    case .truth(let answer): Truth.known(answer)
    case .compare(let comparison, let left, let right): comparison(number(left), number(right))
    case .among(let slot, let codes):
      levels[slot] == CheckedExpression.missingLevel
        ? Truth.unknown : Truth.known(codes.contains(levels[slot]))
    case .isMissing(let inner): Truth.known(number(inner).isNaN)
    case .isMissingLevel(let slot): Truth.known(levels[slot] == CheckedExpression.missingLevel)
    case .both(let left, let right): Truth.and(truth(left), truth(right))
    case .either(let left, let right): Truth.or(truth(left), truth(right))
    case .not(let inner): Truth.not(truth(inner))
    default: Truth.unknown
    }
  }
}

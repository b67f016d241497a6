// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckedExpression {
  /// The expression given that a level is known, with all that then depends on nothing worked out.
  ///
  /// - Parameters:
  ///   - slot: the slot of the level.
  ///   - code: the level's code.
  /// - Returns: an expression that no longer reads the slot.
  public func given(slot: Int, code: UInt8) -> CheckedExpression {
    CheckedExpression(root.given(slot, code))
  }

  /// The numbers by level when the expression depends on one level quantity only: a law can then
  /// be made once for each level.
  ///
  /// - Parameters:
  ///   - slot: the slot of the level.
  ///   - count: the number of levels.
  /// - Returns: the number of each level by code; nothing when one depends on something else.
  public func constantsByLevel(of slot: Int, count: Int) -> [Double]? {
    var constants: [Double] = []
    for code in 0..<count {
      guard let value = given(slot: slot, code: UInt8(truncatingIfNeeded: code)).constantValue
      else { return nil }
      constants.append(value)
    }
    return constants
  }
}

extension CheckedExpression.Node {
  fileprivate func given(_ known: Int, _ code: UInt8) -> CheckedExpression.Node {
    replacing { node in
      switch node {
      case .byLevel(known, let values):
        Int(code) < values.count ? values[Int(code)].given(known, code) : .constant(.nan)
      case .among(known, let codes): .truth(codes.contains(code))
      case .isMissingLevel(known): .truth(code == CheckedExpression.missingLevel)
      default: nil
      }
    }
  }
}

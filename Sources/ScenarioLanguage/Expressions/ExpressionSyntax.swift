// SPDX-License-Identifier: GPL-3.0-or-later

/// An expression as written: its parts and their places, before any name is looked up.
struct ExpressionSyntax: Sendable {
  /// What the expression does.
  indirect enum Kind: Sendable {
    /// A number.
    case number(Double)
    /// A quantity, or a level beside a quantity.
    case name(String)
    /// `name[number]`: an element of a vector.
    case element(String, ExpressionSyntax)
    /// `otherwise`: always true.
    case otherwise
    /// `-x`.
    case negation(ExpressionSyntax)
    /// `not x`.
    case not(ExpressionSyntax)
    /// Two operands with a sign between them.
    case binary(String, ExpressionSyntax, ExpressionSyntax)
    /// `name(arguments)`.
    case call(String, [ExpressionSyntax])
    /// `x in (levels)`, or `x not in (levels)`.
    case membership(ExpressionSyntax, [Level], isNegated: Bool)
  }

  /// A level in a membership.
  struct Level: Sendable {
    /// Its name.
    let name: String
    /// How many Unicode scalars stand before it.
    let offset: Int
  }

  /// What the expression does.
  let kind: Kind
  /// How many Unicode scalars stand before the part that names it.
  let offset: Int
}

extension ExpressionSyntax {
  /// Calls a visitor with this expression and then with everything inside it, left to right.
  ///
  /// - Parameters:
  ///   - besideEquality: whether this stands beside `==` or `!=`, so that it may be a level.
  ///   - visit: called with each part.
  func walk(besideEquality: Bool = false, _ visit: (ExpressionSyntax, Bool) -> Void) {
    visit(self, besideEquality)
    switch kind {
    case .number, .name, .element, .otherwise: break
    case .negation(let inner), .not(let inner): inner.walk(visit)
    case .binary(let sign, let left, let right):
      let isEquality = sign == "==" || sign == "!="
      left.walk(besideEquality: isEquality, visit)
      right.walk(besideEquality: isEquality, visit)
    case .call(let function, let arguments):
      // The name in `law.mean(x)` asks for the law of x, not for x.
      guard ExpressionFunction.lawParameter(function) == nil else { return }
      for argument in arguments { argument.walk(visit) }
    case .membership(let quantity, _, _): quantity.walk(visit)
    }
  }
}

extension ExpressionSyntax {
  /// The number of an element, when this is what may stand in the brackets of a vector: whole
  /// numbers and `index`, added, subtracted, multiplied or divided.
  ///
  /// - Parameter element: the element whose entry this is part of; gives `index` its value.
  /// - Returns: the number; nothing when it is not whole, below 0 or not known.
  func elementNumber(in element: VectorElement?) -> Int? {
    guard let value = fixedValue(element), value == value.rounded(), (0...999_999).contains(value)
    else { return nil }
    return Int(value)
  }

  private func fixedValue(_ element: VectorElement?) -> Double? {
    switch kind {
    case .number(let value): return value
    case .name(VectorElement.word): return element.map { Double($0.number) }
    case .negation(let inner): return inner.fixedValue(element).map { -$0 }
    case .binary(let sign, let left, let right):
      guard let left = left.fixedValue(element), let right = right.fixedValue(element) else {
        return nil
      }
      switch sign {
      case "+": return left + right
      case "-": return left - right
      case "*": return left * right
      case "/": return left / right
      default: return nil
      }
    default: return nil
    }
  }
}

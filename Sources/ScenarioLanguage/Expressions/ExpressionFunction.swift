// SPDX-License-Identifier: GPL-3.0-or-later

/// A function that may be called in an expression, by its name.
enum ExpressionFunction {
  /// A function of one number.
  case unary(UnaryOperation)
  /// A function of two or more numbers, taken from the left.
  case chain(BinaryOperation)
  /// `clamp(x, least, greatest)`.
  case clamp
  /// `if(condition, yes, no)`.
  case choose
  /// `missing(x)`.
  case missing
  /// `sum(x)`, `sum(x * y)`: over the elements of vectors.
  case sum

  /// The functions by name, in the order of the documentation.
  static let all: [(name: String, function: ExpressionFunction)] = [
    ("abs", .unary(.absolute)), ("min", .chain(.minimum)), ("max", .chain(.maximum)),
    ("exp", .unary(.exponential)), ("log", .unary(.logarithm)), ("log10", .unary(.logarithm10)),
    ("log2", .unary(.logarithm2)), ("sqrt", .unary(.squareRoot)), ("floor", .unary(.floor)),
    ("ceil", .unary(.ceiling)), ("round", .unary(.round)), ("expit", .unary(.expit)),
    ("logit", .unary(.logit)), ("clamp", .clamp), ("if", .choose), ("missing", .missing),
    ("sum", .sum),
  ]

  /// The function of a name.
  ///
  /// - Parameter name: the name as written.
  /// - Returns: the function; nothing when there is none.
  static func named(_ name: String) -> ExpressionFunction? {
    all.first { $0.name == name }?.function
  }

  /// The parameter in `law.PARAMETER`.
  ///
  /// - Parameter name: the name of a function as written.
  /// - Returns: the parameter; nothing when the name does not start with `law.`.
  static func lawParameter(_ name: String) -> String? {
    name.hasPrefix("law.") ? String(name.dropFirst(4)) : nil
  }

  /// How it is called, for messages.
  var usage: String {
    switch self {
    case .unary: "one number"
    case .chain: "two or more numbers"
    case .clamp: "a number, the least and the greatest"
    case .choose: "a condition, the value if true and the value if false"
    case .missing: "the name of a quantity"
    case .sum: "one expression over vectors"
    }
  }

  /// Whether it takes so many arguments.
  ///
  /// - Parameter count: the number of arguments.
  /// - Returns: whether that is right.
  func takes(_ count: Int) -> Bool {
    switch self {
    case .unary, .missing, .sum: count == 1
    case .chain: count >= 2
    case .clamp, .choose: count == 3
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// One word, number or sign of an expression with its place.
struct ExpressionToken: Equatable {
  /// What was written.
  enum Kind: Equatable {
    /// A number, after reading `%`.
    case number(Double)
    /// A name, qualified by dots or not.
    case name(String)
    /// A sign such as `+` or `<=`, or one of the words `and`, `or`, `not`, `in`.
    case sign(String)
    /// Nothing more.
    case end
  }

  /// What was written.
  let kind: Kind
  /// How many Unicode scalars stand before it.
  let offset: Int
}

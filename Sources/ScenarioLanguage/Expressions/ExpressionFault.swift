// SPDX-License-Identifier: GPL-3.0-or-later

/// Why an expression cannot be read, and where.
struct ExpressionFault: Error {
  /// What must hold, and what was given.
  let message: String
  /// What to do about it, if that is known.
  var advice: String?
  /// How many Unicode scalars stand before the place.
  let offset: Int
}

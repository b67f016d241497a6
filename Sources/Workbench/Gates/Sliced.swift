// SPDX-License-Identifier: GPL-3.0-or-later

/// What parts of can be added up.
protocol Summable: Sendable {
  /// Adds another part.
  static func += (left: inout Self, right: Self)
}

/// What was counted over all customers, and over each slice of them that was asked for.
struct Sliced<Tally: Summable>: Sendable {
  /// Over all customers.
  var all: Tally
  /// The slices.
  let slices: [CustomerSlice]
  /// By slice; nothing where the population has no such level.
  var parts: [Tally?]

  /// What was counted over a slice.
  ///
  /// - Parameter slice: the slice; nothing for all customers.
  subscript(slice: CustomerSlice?) -> Tally? {
    guard let slice else { return all }
    return slices.firstIndex(of: slice).flatMap { parts[$0] }
  }

  /// Adds other customers.
  static func += (left: inout Sliced, right: Sliced) {
    left.all += right.all
    for index in left.parts.indices {
      if let other = right.parts[index] { left.parts[index]? += other }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// The name of what a drift changes: of one value, or of all elements of a vector at once.
///
/// `world.x` and `world.x.normal.mean` cover every element of `x`, `world.x[1..3]` those of its range.
struct DriftTarget {
  private let written: String
  private let range: ClosedRange<Int>?
  private let plain: String

  /// Reads a name as a scenario writes it.
  init(_ written: String) {
    self.written = written
    (plain, range) = Self.parts(of: written)
  }

  /// Whether a value of that name is meant.
  func covers(_ name: String) -> Bool {
    if name == written { return true }
    let (base, element) = Self.parts(of: name)
    guard base == plain, let element else { return false }
    return range.map { $0.contains(element.lowerBound) } ?? true
  }

  /// The name without the brackets, and the numbers in them.
  private static func parts(of name: String) -> (String, ClosedRange<Int>?) {
    guard let open = name.firstIndex(of: "["), let close = name[open...].firstIndex(of: "]"),
      let vector = try? VectorName(String(name[...close]))
    else { return (name, nil) }
    return (vector.base + name[name.index(after: close)...], vector.range)
  }
}

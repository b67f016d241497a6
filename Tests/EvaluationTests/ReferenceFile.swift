// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Answers of other people's programs, made by `Reference/make_reference.py` and kept beside it.
struct ReferenceFile<Case: Decodable>: Decodable {
  let cases: [Case]

  /// Reads one of the files.
  ///
  /// - Parameter name: the file's name.
  /// - Returns: its cases.
  /// - Throws: when it cannot be read.
  static func read(_ name: String) throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/\(name)")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)).cases
  }
}

/// Whether two numbers agree to 1e-12, relative to the larger where that is above 1; an undefined
/// number agrees with an undefined one only.
func agree(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-12) -> Bool {
  guard let left, let right else { return left == nil && right == nil }
  return abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}

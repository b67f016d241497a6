// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Results

/// Reads options that are whole numbers.
///
/// Such an option is declared `parsing: .unconditional`, so that a number below zero comes here and
/// is not taken for the name of another option.
enum WholeNumber {
  /// What reads an option of a range.
  ///
  /// - Parameter range: the numbers that are allowed.
  /// - Returns: the reading; it throws what the option must be, to stand behind its name.
  static func within(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
    { text in
      guard let number = Int(text), range.contains(number) else {
        throw ValidationError(
          "must be a whole number from \(NumberText.grouped(range.lowerBound)) to "
            + NumberText.grouped(range.upperBound))
      }
      return number
    }
  }
}

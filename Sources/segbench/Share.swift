// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Results

/// Reads options that are shares, also written in per cent: `0.9` or `90%`.
enum Share {
  /// What reads an option of a range.
  ///
  /// - Parameter range: the shares that are allowed.
  /// - Returns: the reading; it throws what the option must be, to stand behind its name.
  static func within(_ range: ClosedRange<Double>) -> @Sendable (String) throws -> Double {
    { text in
      let isPercent = text.hasSuffix("%")
      let number = Double(isPercent ? String(text.dropLast()) : text)
      guard let number, case let share = isPercent ? number / 100 : number, range.contains(share)
      else {
        throw ValidationError(
          "must be a share from \(NumberText.text(range.lowerBound)) to "
            + "\(NumberText.text(range.upperBound)), such as 0.5 or 50%")
      }
      return share
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines in which two texts of equally many lines differ, as `diff -U0` shows them.
public enum LineDifference {
  /// Compares two texts.
  ///
  /// - Parameters:
  ///   - old: the text as it is.
  ///   - new: the text as it would be, with as many lines.
  ///   - file: the file's name.
  /// - Returns: the changed lines with their numbers; empty when there is none.
  public static func text(from old: String, to new: String, file: String) -> String {
    let (before, after) = (lines(old), lines(new))
    precondition(before.count == after.count, "texts of equally many lines")
    let changed = before.indices.filter { before[$0] != after[$0] }
    guard !changed.isEmpty else { return "" }
    let shown = changed.map { "@@ -\($0 + 1) +\($0 + 1) @@\n-\(before[$0])\n+\(after[$0])\n" }
    return "--- \(file)\n+++ \(file)\n" + shown.joined()
  }

  /// The lines, whether they end by a line feed or as Windows ends them.
  private static func lines(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }
  }
}

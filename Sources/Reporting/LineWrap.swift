// SPDX-License-Identifier: GPL-3.0-or-later

/// Breaks lists into lines at their separators.
enum LineWrap {
  /// Lines of at most so many columns, unless one item alone is longer.
  static func lines(_ text: String, separator: String, width: Int) -> [String] {
    var lines: [String] = []
    for item in items(text, separator: separator) {
      if let last = lines.last,
        DisplayWidth.of(last) + separator.count + DisplayWidth.of(item) <= width
      {
        lines[lines.count - 1] = last + separator + item
      } else {
        lines.append(item)
      }
    }
    return lines
  }

  private static func items(_ text: String, separator: String) -> [String] {
    var items: [String] = []
    var rest = Substring(text)
    while let range = rest.firstRange(of: separator) {
      items.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return items + [String(rest)]
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

extension TextTable {
  /// Cuts texts and leaves out columns until the table fits, and names what was left out.
  ///
  /// Texts are cut to 12 columns first, then ranked columns go, then texts are cut to 6. Numbers are
  /// never cut: what then remains too wide stays so.
  mutating func fit(to width: Int?) -> [String] {
    guard let width else { return [] }
    var leftOut: [String] = []
    shorten(to: width, leaving: 12)
    while totalWidth() > width,
      let last = columns.indices.filter({ columns[$0].dropRank != nil })
        .max(by: { (columns[$0].dropRank ?? 0) < (columns[$1].dropRank ?? 0) })
    {
      leftOut.append(columns[last].heading.split(separator: "\n").joined(separator: " "))
      remove(last)
    }
    shorten(to: width, leaving: 6)
    return leftOut
  }

  /// Fills up numbers behind so that their decimal points meet.
  mutating func alignDecimals() {
    for column in columns.indices where columns[column].alignment == .decimal {
      let tails = rows.map { Self.tail($0[column].text) }
      let longest = tails.max() ?? 0
      for row in rows.indices where !rows[row][column].text.isEmpty {
        rows[row][column].text += String(repeating: " ", count: longest - tails[row])
      }
    }
  }

  /// How many characters a number has from its decimal point on.
  private static func tail(_ text: String) -> Int {
    text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) } ?? 0
  }

  private mutating func shorten(to width: Int, leaving least: Int) {
    while totalWidth() > width {
      let widths = widths()
      let candidates = columns.indices.filter { column in
        columns[column].isCuttable && textWidth(of: column) > least
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return }
      let target = max(least, textWidth(of: widest) - (totalWidth() - width))
      cut(widest, to: target)
      if self.widths()[widest] == widths[widest] { return }
    }
  }

  private func textWidth(of column: Int) -> Int {
    rows.map { DisplayWidth.of($0[column].text) }.max() ?? 0
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// A table of aligned columns for a terminal.
struct TextTable {
  /// On which side the cells of a column are filled up.
  enum Alignment {
    case left
    case right
    /// Numbers stand with their decimal points below each other.
    case decimal
  }

  /// One column.
  struct Column {
    /// The heading, perhaps of several lines.
    var heading: String
    var alignment: Alignment = .left
    /// Whether its texts may be cut where the table is too wide.
    var isCuttable = false
    /// Columns with a rank are left out where the table is too wide, the highest rank first.
    var dropRank: Int?
  }

  /// One cell.
  struct Cell: ExpressibleByStringLiteral {
    var text: String
    var emphasis = TerminalStyle.Emphasis.none

    init(_ text: String, _ emphasis: TerminalStyle.Emphasis = .none) {
      self.text = DisplayWidth.withoutControls(text)
      self.emphasis = emphasis
    }

    init(stringLiteral value: String) { self.init(value) }
  }

  var columns: [Column]
  var rows: [[Cell]] = []
  private let gap = 2

  init(columns: [Column]) { self.columns = columns }

  /// Adds a row with a cell for each column.
  mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has a cell for each column")
    rows.append(row)
  }

  /// Removes the columns that hold no text in any row.
  mutating func removeEmptyColumns() {
    for column in columns.indices.reversed()
    where rows.allSatisfy({ $0[column].text.isEmpty }) { remove(column) }
  }

  /// The table's lines, each ended by a line feed, and a last line naming what was left out.
  func rendered(_ style: TerminalStyle, indent: Int = 0) -> String {
    var table = self
    table.alignDecimals()
    let room = style.width.map { $0 - indent }
    let leftOut = table.fit(to: room)
    var text = ""
    let margin = String(repeating: " ", count: indent)
    for line in table.lines(style) { text += margin + line + "\n" }
    if !leftOut.isEmpty {
      let note = "(no room for: " + leftOut.joined(separator: "; ") + ")"
      text += margin + style.applied(.faint, to: note) + "\n"
    }
    return text
  }

  mutating func remove(_ column: Int) {
    columns.remove(at: column)
    for row in rows.indices { rows[row].remove(at: column) }
  }

  mutating func cut(_ column: Int, to width: Int) {
    for row in rows.indices {
      rows[row][column].text = DisplayWidth.cut(rows[row][column].text, to: width)
    }
  }

  /// The columns' widths.
  func widths() -> [Int] {
    columns.indices.map { column in
      let headings = columns[column].heading.split(separator: "\n").map { DisplayWidth.of($0) }
      return (headings + rows.map { DisplayWidth.of($0[column].text) }).max() ?? 0
    }
  }

  /// The whole table's width.
  func totalWidth() -> Int { widths().reduce(0, +) + gap * max(0, columns.count - 1) }

  private func lines(_ style: TerminalStyle) -> [String] {
    let widths = widths()
    let headings = columns.map { column in
      column.heading.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var lines: [String] = []
    for line in 0..<(headings.map(\.count).max() ?? 0) {
      let cells = headings.map { Cell(line < $0.count ? $0[line] : "", .strong) }
      lines.append(self.line(cells, widths, style))
    }
    return lines + rows.map { line($0, widths, style) }
  }

  private func line(_ cells: [Cell], _ widths: [Int], _ style: TerminalStyle) -> String {
    var (text, pending) = ("", 0)
    for (column, cell) in cells.enumerated() {
      let filler = widths[column] - DisplayWidth.of(cell.text)
      let isLeft = columns[column].alignment == .left
      // Spaces are written only in front of text, so no line ends in spaces.
      pending += (column > 0 ? gap : 0) + (isLeft ? 0 : filler)
      let trailing = cell.text.reversed().prefix { $0 == " " }.count
      let shown = String(cell.text.dropLast(trailing))
      if !shown.isEmpty {
        text += String(repeating: " ", count: pending) + style.applied(cell.emphasis, to: shown)
        pending = 0
      }
      pending += trailing
      pending += isLeft ? filler : 0
    }
    return text
  }
}

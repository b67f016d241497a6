// SPDX-License-Identifier: GPL-3.0-or-later

/// A table in GitHub's Markdown; cells are padded so that the source reads well too.
struct MarkdownTable {
  private let columns: [(heading: String, isNumber: Bool)]
  private var rows: [[String]] = []

  /// Makes a table; number columns stand to the right.
  init(_ columns: [(heading: String, isNumber: Bool)]) { self.columns = columns }

  /// Adds a row with a text for each column.
  mutating func append(_ row: [String]) {
    precondition(row.count == columns.count, "a row has a text for each column")
    rows.append(row.map(Self.escaped))
  }

  /// Whether there is a row.
  var isEmpty: Bool { rows.isEmpty }

  /// The table's lines.
  var text: String {
    let headings = columns.map { Self.escaped($0.heading) }
    let widths = columns.indices.map { column in
      max(3, ([headings] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0)
    }
    let rule = columns.indices.map { column in
      String(repeating: "-", count: widths[column] - 1) + (columns[column].isNumber ? ":" : "-")
    }
    return ([headings, rule] + rows).map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.enumerated().map { column, cell in
      let filler = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
      return columns[column].isNumber ? filler + cell : cell + filler
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }

  /// A text that Markdown shows as it is.
  static func escaped(_ text: String) -> String {
    let characters = Array(DisplayWidth.withoutControls(text))
    var escaped = ""
    for (index, character) in characters.enumerated() {
      let before = index > 0 ? characters[index - 1] : " "
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      if isSpecial(character, between: before, and: after) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// Whether Markdown would read more into a character; an underscore within a word it leaves alone.
  private static func isSpecial(
    _ character: Character, between before: Character, and after: Character
  ) -> Bool {
    switch character {
    case "\\", "|", "`", "*", "[", "&": true
    case "<": after.isLetter || "/!?".contains(after)
    case "_": !(isWord(before) && isWord(after))
    default: false
    }
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}

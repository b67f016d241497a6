// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// Lays out names beside descriptions, wrapped to the columns there are.
struct TextColumns {
  /// The columns there are; nothing for any.
  let width: Int?

  /// The least room that descriptions get.
  private static let leastRoom = 24

  /// Rows as indented lines: names in a column, descriptions wrapped beside them.
  ///
  /// - Parameter rows: names with their descriptions.
  /// - Returns: the lines.
  func lines(_ rows: [(name: String, text: String)]) -> [String] {
    let start = 4 + (rows.map(\.name.count).max() ?? 0)
    let room = width.map { max(Self.leastRoom, $0 - start) } ?? .max
    return rows.flatMap { row in
      wrapped(row.text, room).enumerated().map { index, line in
        let name = index == 0 ? "  " + row.name : ""
        return name + String(repeating: " ", count: start - name.count) + line
      }
    }
  }

  private func wrapped(_ text: String, _ room: Int) -> [String] {
    guard text.count > room else { return [text] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }

  /// A whole number with its thousands apart.
  static func grouped(_ number: Int) -> String { NumberText.grouped(number) }

  /// A declared share in per cent, as a person writes it.
  static func percent(_ share: Double) -> String {
    var text = fixed(share * 100, decimals: 4)
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A drawn share in per cent with its standard error, to the error's first digit.
  static func percent(count: Int, of total: Int) -> String {
    let share = Double(count) / Double(total)
    let error = 100 * (share * (1 - share) / Double(total)).squareRoot()
    guard error > 0 else { return percent(share) }
    var (decimals, scaled) = (0, error)
    while scaled < 0.95, decimals < 6 { (decimals, scaled) = (decimals + 1, scaled * 10) }
    return fixed(share * 100, decimals: decimals) + " ± " + fixed(error, decimals: decimals)
  }

  /// A number of at least 0 with so many decimals.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard decimals > 0 else { return String(scaled) }
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(scaled / scale).\(zeros)\(fraction)"
  }
}

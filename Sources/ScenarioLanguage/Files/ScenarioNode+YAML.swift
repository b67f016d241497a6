// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioNode {
  /// The value as YAML in a fixed form: one key or item a line, text quoted only where needed.
  public var yamlText: String {
    var lines: [String] = []
    switch content {
    case .scalar(let text, let isQuoted): lines.append(Self.written(text, isQuoted))
    case .list(let items) where items.isEmpty: lines.append("[]")
    case .record(let entries) where entries.isEmpty: lines.append("{}")
    case .list, .record: write(&lines, indentation: "")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func write(_ lines: inout [String], indentation: String) {
    if let items {
      for item in items { item.write(&lines, after: "-", indentation) }
    }
    if let entries {
      for entry in entries {
        let key = Self.isPlain(entry.key) ? entry.key : Self.quoted(entry.key)
        entry.value.write(&lines, after: key + ":", indentation)
      }
    }
  }

  /// Writes the value behind a key or dash, or below it.
  private func write(_ lines: inout [String], after lead: String, _ indentation: String) {
    switch content {
    case .scalar(let text, let isQuoted):
      let written = Self.written(text, isQuoted)
      lines.append(indentation + lead + (written.isEmpty ? "" : " " + written))
    case .list(let items) where items.isEmpty: lines.append(indentation + lead + " []")
    case .record(let entries) where entries.isEmpty: lines.append(indentation + lead + " {}")
    case .list, .record:
      if lead != "-" { lines.append(indentation + lead) }
      let first = lines.count
      write(&lines, indentation: indentation + "  ")
      if lead == "-" {
        lines[first] = indentation + "- " + lines[first].dropFirst(indentation.count + 2)
      }
    }
  }

  private static func written(_ text: String, _ isQuoted: Bool) -> String {
    if isQuoted { return quoted(text) }
    return text.isEmpty || isPlain(text) ? text : quoted(text)
  }

  /// Whether text reads back as it is without quotes.
  private static func isPlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, first != " ", last != " " else {
      return false
    }
    if "-?:".unicodeScalars.contains(first) {
      let second = scalars.dropFirst().first
      if second == nil || second == " " { return false }
    }
    if ",[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) || last == ":" { return false }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    let isControl = { (scalar: Unicode.Scalar) in
      scalar != "\t" && (scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value))
    }
    if first == "\t" || last == "\t" || scalars.contains(where: isControl) { return false }
    return ![": ", " #", ":\t", "\t#"].contains { text.contains($0) }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
        let code = String(scalar.value, radix: 16)
        quoted += "\\x" + (code.count == 1 ? "0" : "") + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Text of a JSON document in the making, indented by two spaces, members in the order given.
package struct JSONText: Sendable {
  /// The text so far.
  package private(set) var text = ""
  private var depth = 0
  private var isFirst = true

  /// Makes an empty document.
  package init() {}

  /// Writes an object or, when `key` is given, a member that is one.
  package mutating func object(_ key: String? = nil, _ members: (inout JSONText) -> Void) {
    nest(key, "{", "}", members)
  }

  /// Writes an array or, when `key` is given, a member that is one.
  package mutating func array(_ key: String? = nil, _ elements: (inout JSONText) -> Void) {
    nest(key, "[", "]", elements)
  }

  /// Writes a text member; null when there is none.
  package mutating func member(_ key: String, _ value: String?) {
    start(key)
    text += value.map(Self.quoted) ?? "null"
  }

  /// Writes a whole-number member; null when there is none.
  package mutating func member(_ key: String, _ value: (some BinaryInteger)?) {
    start(key)
    text += value.map { String($0) } ?? "null"
  }

  /// Writes a member that is true or false.
  package mutating func member(_ key: String, _ value: Bool) {
    start(key)
    text += value ? "true" : "false"
  }

  /// Writes a number member; null when there is none or it is not finite.
  package mutating func member(_ key: String, _ value: Double?) {
    start(key)
    text += value.flatMap { $0.isFinite ? NumberText.text($0) : nil } ?? "null"
  }

  private mutating func nest(
    _ key: String?, _ open: String, _ close: String, _ content: (inout JSONText) -> Void
  ) {
    start(key)
    text += open
    depth += 1
    isFirst = true
    content(&self)
    depth -= 1
    if !isFirst { text += "\n" + String(repeating: "  ", count: depth) }
    text += close
    isFirst = false
  }

  private mutating func start(_ key: String?) {
    if depth > 0 { text += (isFirst ? "\n" : ",\n") + String(repeating: "  ", count: depth) }
    isFirst = false
    if let key { text += Self.quoted(key) + ": " }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case ..." ":
        let digits = String(scalar.value, radix: 16)
        quoted +=
          scalar == " " ? " " : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value whose objects keep their order.
indirect enum JSONValue: Equatable, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// One key of an object.
  struct Member: Equatable {
    let key: String
    let value: JSONValue
  }

  case string(String)
  case number(Double)
  case flag(Bool)
  case list([JSONValue])
  case object([Member])

  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }

  /// The object with further members at its end; other values stay as they are.
  ///
  /// - Parameter members: the members to add.
  /// - Returns: the longer object.
  func adding(_ members: [Member]) -> JSONValue {
    if case .object(let own) = self { .object(own + members) } else { self }
  }

  /// The value as text, indented by two spaces, short lists on one line.
  ///
  /// - Parameter indentation: the spaces before the closing bracket.
  /// - Returns: the text without a line end.
  func text(indentation: String = "") -> String {
    let inner = indentation + "  "
    switch self {
    case .string(let text): return Self.quoted(text)
    case .number(let number): return number.brief
    case .flag(let flag): return flag ? "true" : "false"
    case .list(let values):
      let texts = values.map { $0.text(indentation: inner) }
      let line = "[" + texts.joined(separator: ", ") + "]"
      if !line.contains("\n"), line.count <= 90 { return line }
      return "[\n" + texts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indentation)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map {
        inner + Self.quoted($0.key) + ": " + $0.value.text(indentation: inner)
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indentation)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

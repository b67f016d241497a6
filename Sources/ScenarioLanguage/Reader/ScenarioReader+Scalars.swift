// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension ScenarioReader {
  /// Reads any single value as its written text.
  ///
  /// - Returns: the text; nothing when the value is a list or a record.
  public func text() -> String? {
    guard let text = node.text, !text.isEmpty else {
      error("must be a single value, but got \(node.summary)")
      return nil
    }
    return text
  }

  /// Reads a number: `0.25`, `1_200`, `-3e4`, `10 %`.
  ///
  /// - Parameter limits: what the number must meet.
  /// - Returns: the number; nothing when it is none or outside the limits.
  public func number(_ limits: Shape.Limits = .any) -> Double? {
    guard case .scalar(let text, false) = node.content, let value = Self.parseNumber(text) else {
      error("expected a number, but got \(node.summary)", advice: numberAdvice)
      return nil
    }
    guard limits.contain(value) else {
      let requirement = value.isFinite ? limits.requirement : Shape.Limits.any.requirement
      // Whoever writes 95 where at most 1 can stand has most often left out the sign.
      let isPercent =
        limits.contain(value / 100) && value >= 2 && value <= 100 && !text.hasSuffix("%")
        && !limits.contain(1.5)
      error(
        "must be \(requirement), but got \(text)",
        advice: Self.adviceOnNumber(text)
          ?? (isPercent ? "if per cent are meant, write \(text) %" : nil))
      return nil
    }
    return value
  }

  /// Reads a whole number.
  ///
  /// - Parameter limits: what the number must meet.
  /// - Returns: the number; nothing when it is none or outside the limits.
  public func integer(_ limits: Shape.Limits = .any) -> Int? {
    guard let value = number(limits) else { return nil }
    guard value == value.rounded(), abs(value) <= 9e15 else {
      error("must be a whole number, but got \(node.summary)")
      return nil
    }
    return Int(value)
  }

  /// Reads a probability or share, 0 to 1.
  ///
  /// - Returns: the share; nothing when it is none.
  public func share() -> Double? { number(Shape.Limits(0, 1)) }

  /// Reads `yes` or `no`, also `true` and `false`.
  ///
  /// - Returns: the answer; nothing when it is neither.
  public func flag() -> Bool? {
    switch node.text {
    case "yes", "true": return true
    case "no", "false": return false
    default:
      let advice = ["on": "write yes", "off": "write no"][node.text?.lowercased() ?? ""]
      error("must be yes or no, but got \(node.summary)", advice: advice)
      return nil
    }
  }

  /// Reads one of a few words.
  ///
  /// - Parameter words: the words that are allowed.
  /// - Returns: the word; nothing when it is none of them.
  public func choice(_ words: [String]) -> String? {
    guard let text = text() else { return nil }
    guard words.contains(text) else {
      unknown(text, "choice", known: words)
      return nil
    }
    return text
  }

  /// Reads a month such as `2026-03`.
  ///
  /// - Returns: the month; nothing when it is none.
  public func month() -> Month? {
    guard let month = node.text.flatMap({ Month($0) }) else {
      error(
        "expected a month such as 2026-03, but got \(node.summary)",
        advice: "four digits of the year, a hyphen, and 01 to 12")
      return nil
    }
    return month
  }

  /// Reads a length of time such as `3 months`, `1 month` or `2 years`.
  ///
  /// - Returns: the number of months, at least 0; nothing when it is none.
  public func duration() -> Int? {
    guard let months = node.text.flatMap(Self.parseDuration) else {
      let count = node.text.flatMap { Int($0) }
      error(
        "expected a length of time such as '3 months', but got \(node.summary)",
        advice: count.map { "write \($0) month\($0 == 1 ? "" : "s")" }
          ?? "a whole number, then months or years, at most 1,000 years")
      return nil
    }
    return months
  }

  /// Reads a length of time as this language writes it.
  ///
  /// - Parameter text: a whole number and `month`, `months`, `year` or `years`.
  /// - Returns: the number of months, at most 12,000; nothing when the text is none.
  public static func parseDuration(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    let units = ["month": 1, "months": 1, "year": 12, "years": 12]
    guard parts.count == 2, let count = Int(parts[0]), let unit = units[String(parts[1])],
      (0...12_000).contains(count), (0...12_000).contains(count * unit)
    else { return nil }
    return count * unit
  }

  /// Reads a number as this language writes it, whatever YAML would make of it.
  ///
  /// - Parameter text: decimal digits with optional sign, point, exponent, underscores between
  ///   digits, and an optional percent sign.
  /// - Returns: the number; nothing when the text is none, such as `017`, `1:30`, `0x1F` or `.inf`.
  public static func parseNumber(_ text: String) -> Double? {
    var body = text[...]
    var scale = 1.0
    if body.hasSuffix("%") {
      body = body.dropLast()
      while body.hasSuffix(" ") { body = body.dropLast() }
      scale = 100
    }
    guard isDecimal(body), let value = Double(body.filter { $0 != "_" }) else { return nil }
    return value / scale
  }

  /// Whether a text is a decimal number as scenarios write it: no leading zeros, underscores only
  /// between digits, a point only between digits.
  private static func isDecimal(_ text: Substring) -> Bool {
    var rest = text.utf8
    if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      rest.removeFirst()
    }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    guard let whole = takeDigits(&rest), !startsWithZero || whole == 1 else { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      guard takeDigits(&rest) != nil else { return false }
    }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        rest.removeFirst()
      }
      guard rest.allSatisfy(isDigit), (1...3).contains(rest.count) else { return false }
      return true
    }
    return rest.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Takes digits with underscores between them off the front.
  ///
  /// - Returns: how many characters; nothing when there is no digit or an underscore is misplaced.
  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int? {
    let taken = rest.prefix { isDigit($0) || $0 == UInt8(ascii: "_") }
    guard let first = taken.first, isDigit(first), let last = taken.last, isDigit(last) else {
      return nil
    }
    let underscore = UInt8(ascii: "_")
    let isDoubled = zip(taken, taken.dropFirst()).contains { $0 == underscore && $1 == underscore }
    guard !isDoubled else { return nil }
    rest = rest.dropFirst(taken.count)
    return taken.count
  }
}

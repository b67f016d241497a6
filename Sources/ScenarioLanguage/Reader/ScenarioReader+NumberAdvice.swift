// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioReader {
  /// What to write instead of the value under the cursor, where a number should stand.
  var numberAdvice: String? {
    guard case .scalar(let text, let isQuoted) = node.content else { return nil }
    if isQuoted, Self.parseNumber(text) != nil { return "write \(text) without quotes" }
    return Self.adviceOnNumber(text)
  }

  /// What to write instead of text that looks like a number but is none here.
  ///
  /// - Parameter text: what was written.
  /// - Returns: the advice; nothing when the text resembles no number.
  static func adviceOnNumber(_ text: String) -> String? {
    let body = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard let first = body.first else { return nil }
    if first == "0", body.dropFirst().first.map({ "xXoObB".contains($0) }) == true {
      return "numbers are decimal here: write digits only"
    }
    if body.allSatisfy({ $0.isASCII && $0.isNumber }), body.count > 1, first == "0" {
      let digits = body.drop { $0 == "0" }
      return "write \(digits.isEmpty ? "0" : String(digits)), without the leading zero"
    }
    if body.contains(":"), body.allSatisfy({ ($0.isASCII && $0.isNumber) || $0 == ":" }) {
      return "sixty-based numbers are not read: write one plain number"
    }
    if first == ".", parseNumber("0" + body) != nil { return "write 0\(body)" }
    if body.hasSuffix("."), parseNumber(String(body.dropLast())) != nil {
      return "write \(body.dropLast())"
    }
    if body.contains(","), parseNumber(body.filter { $0 != "," }) != nil {
      return "write \(body.replacing(",", with: "_")); a decimal point is '.'"
    }
    if [".inf", "inf", "infinity", ".nan", "nan"].contains(body.lowercased()) {
      return "a number is finite here"
    }
    if parseNumber(String(body))?.isFinite == false { return "the greatest number is 1.8e308" }
    return nil
  }
}

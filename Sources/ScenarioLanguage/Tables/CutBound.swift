// SPDX-License-Identifier: GPL-3.0-or-later

/// The bound in `below 6 months`, `below 50_000`.
public enum CutBound {
  /// Reads a bound.
  ///
  /// - Parameter text: `below` and a number, or a length of time, which counts months.
  /// - Returns: the bound; nothing when the text is none.
  public static func parse(_ text: String) -> Double? {
    guard text.hasPrefix("below ") else { return nil }
    let body = text.dropFirst(6).drop { $0 == " " }
    if let months = ScenarioReader.parseDuration(String(body)) { return Double(months) }
    return ScenarioReader.parseNumber(String(body)).flatMap { $0.isFinite ? $0 : nil }
  }

  static func read(
    _ entry: ScenarioNode.Entry, last: Double?, _ reader: ScenarioReader
  ) -> Double? {
    guard let bound = parse(entry.key) else {
      reader.error(
        "expected a cut such as 'below 50_000' or 'above', but got '\(entry.key)'",
        at: entry.keyPosition)
      return nil
    }
    if let last, bound <= last {
      reader.error(
        "cuts must ascend, but '\(entry.key)' follows a cut at \(last.brief)",
        at: entry.keyPosition)
      return nil
    }
    return bound
  }
}

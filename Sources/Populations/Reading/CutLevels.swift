// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Reads `{low: below 4, middle: below 15, high: above}`.
enum CutLevels {
  /// Reads names and ascending bounds.
  ///
  /// - Parameter reader: the record of levels.
  /// - Returns: level names and the bounds between them.
  static func read(_ reader: ScenarioReader) -> ([String], [Double])? {
    guard let entries = reader.named("segment") else { return nil }
    var bounds: [Double] = []
    for (index, (_, value)) in entries.enumerated() {
      let text = value.node.text ?? ""
      if index == entries.count - 1 {
        guard text == "above" else {
          value.error("the last level must be 'above', but got '\(text)'")
          return nil
        }
        continue
      }
      guard text.hasPrefix("below "),
        let bound = ScenarioReader.parseNumber(String(text.dropFirst(6)))
      else {
        value.error("expected 'below' and a number, but got '\(text)'")
        return nil
      }
      guard bound > bounds.last ?? -.infinity else {
        value.error(
          "bounds must ascend, but \(text) follows below \(LevelText.brief(bounds.last ?? 0))")
        return nil
      }
      bounds.append(bound)
    }
    guard !bounds.isEmpty else {
      reader.error("a cut needs at least two levels")
      return nil
    }
    return (entries.map(\.name), bounds)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// A value for each range of a number: `{by tenure: {below 6 months: 0.02, above: 0.009}}`.
public struct CutTable: Sendable {
  /// A range and its value.
  public struct Cut: Sendable {
    /// The number below which the value holds, if no earlier cut does; a length of time in months.
    public let below: Double
    /// The value.
    public let value: TableValue
  }

  /// The quantity that is cut.
  public let name: String
  /// Where the quantity's name stands.
  public let position: SourcePosition
  /// The ranges, ascending.
  public let cuts: [Cut]
  /// The value from the last cut on.
  public let above: TableValue

  init?(of name: String, at position: SourcePosition, reading reader: ScenarioReader) {
    var cuts: [Cut] = []
    var above: TableValue?
    let entries = reader.node.entries ?? []
    var isWhole = true
    for (index, entry) in entries.enumerated() {
      let inner = ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
      let value = TableValue(reading: inner)
      isWhole = isWhole && value != nil
      if entry.key == "above" {
        above = value
        if index + 1 < entries.count {
          reader.error("'above' must be the last cut", at: entry.keyPosition)
        }
      } else if let bound = CutBound.read(entry, last: cuts.last?.below, reader), let value {
        cuts.append(Cut(below: bound, value: value))
      } else {
        isWhole = false
      }
    }
    if !entries.contains(where: { $0.key == "above" }) {
      reader.error(
        "a table by cuts needs 'above': the value from the last cut on", at: position)
    }
    guard isWhole, let above else { return nil }
    (self.name, self.position, self.cuts, self.above) = (name, position, cuts, above)
  }

  var reference: Expression.Reference {
    Expression.Reference(
      name: name, lawParameter: nil, isBesideEquality: false, position: position)
  }
}

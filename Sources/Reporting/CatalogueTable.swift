// SPDX-License-Identifier: GPL-3.0-or-later

/// What `segbench list` shows: an entry a line, its name, what it does and further facts, aligned.
public struct CatalogueTable: Sendable {
  /// One entry of a registry.
  public struct Entry: Sendable, Equatable {
    /// The name as it is written in a scenario.
    public let id: String
    /// What it does, in one sentence.
    public let summary: String
    /// One text for each further heading.
    public let facts: [String]

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - id: the name as it is written in a scenario.
    ///   - summary: what it does, in one sentence.
    ///   - facts: one text for each further heading.
    public init(id: String, summary: String, facts: [String] = []) {
      self.id = id
      self.summary = summary
      self.facts = facts
    }
  }

  /// The heading over the names: `classifier`.
  public let heading: String
  /// The headings of the further facts.
  public let factHeadings: [String]
  /// The entries in the registry's order.
  public let entries: [Entry]

  /// Makes a catalogue.
  ///
  /// - Parameters:
  ///   - heading: the heading over the names.
  ///   - factHeadings: the headings of the further facts.
  ///   - entries: the entries, each with a fact for every heading.
  public init(heading: String, factHeadings: [String] = [], entries: [Entry]) {
    precondition(
      entries.allSatisfy { $0.facts.count == factHeadings.count }, "a fact for every heading")
    self.heading = heading
    self.factHeadings = factHeadings
    self.entries = entries
  }

  /// The catalogue as lines for a terminal; long summaries are cut where there is no room.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines, each ended by a line feed.
  public func terminal(_ style: TerminalStyle) -> String {
    var table = TextTable(
      columns: [TextTable.Column(heading: heading)]
        + factHeadings.map { TextTable.Column(heading: $0) }
        + [TextTable.Column(heading: "what it is", isCuttable: true)])
    for entry in entries {
      table.append(
        [TextTable.Cell(entry.id, .strong)] + entry.facts.map { TextTable.Cell($0) }
          + [TextTable.Cell(entry.summary)])
    }
    return table.rendered(style)
  }
}

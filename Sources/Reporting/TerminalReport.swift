// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// The summary of a run as lines for a terminal.
public struct TerminalReport {
  private let summary: RunSummary
  private let style: TerminalStyle
  private static let driftLines = 5

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - summary: what a person wants to know of the run.
  ///   - style: the terminal's width and colours.
  public init(_ summary: RunSummary, style: TerminalStyle) {
    self.summary = summary
    self.style = style
  }

  /// The report's text, lines ended by line feeds.
  public var text: String {
    let title = DisplayWidth.withoutControls(summary.title)
    var parts = [style.applied(.strong, to: title) + "\n" + population]
    if !summary.schemes.isEmpty { parts.append(classifiers) }
    if !budget.lines.isEmpty { parts.append(causes) }
    if !WhatIfTable(summary.whatIfs).isEmpty { parts.append(whatIfs) }
    if !summary.moves.isEmpty { parts.append(MoveTable(lines: summary.moves).text.rendered(style)) }
    if !summary.drift.isEmpty { parts.append(drift) }
    if !summary.departures.isEmpty { parts.append(departures) }
    if !summary.unmade.isEmpty { parts.append(unmade) }
    return parts.joined(separator: "\n")
  }

  private var population: String {
    PopulationText(summary.population).lines
      .flatMap { LineWrap.lines($0, separator: " ", width: style.width ?? .max) }
      .map { $0 + "\n" }.joined() + shares
  }

  /// Personas and segments with their true shares, first and last month.
  private var shares: String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "true shares, %", isCuttable: true),
      TextTable.Column(heading: "first → last month", isCuttable: true),
    ])
    let groups =
      [("persona", summary.population.personas)]
      + summary.schemes.map { ($0.scheme.name, $0.shares) }
    for (name, shares) in groups where !shares.isEmpty {
      let texts = shares.map { share in
        share.name + " " + Change.text(share.first, share.last)
      }
      table.append([TextTable.Cell(name), TextTable.Cell(texts.joined(separator: "  "))])
    }
    return table.rows.isEmpty ? "" : "\n" + wrapped(table)
  }

  /// Lists that are too long for the line go on below themselves.
  private func wrapped(_ table: TextTable) -> String {
    guard let width = style.width else { return table.rendered(style) }
    var narrow = table
    narrow.rows = []
    let first = table.widths()[0]
    for row in table.rows {
      let lines = LineWrap.lines(row[1].text, separator: "  ", width: max(20, width - first - 2))
      for (index, line) in lines.enumerated() {
        narrow.append([index == 0 ? row[0] : "", TextTable.Cell(line)])
      }
    }
    return narrow.rendered(style)
  }

  private var classifiers: String {
    let table = ClassifierTable(summary.schemes)
    var text = table.text.rendered(style)
    for note in table.notes {
      text += style.applied(.faint, to: note) + "\n"
    }
    for warning in FloorTrust(summary.schemes).warnings {
      text += style.applied(.strong, to: "beware: " + warning) + "\n"
    }
    if !summary.varies.isEmpty {
      text +=
        style.applied(
          .faint, to: "95 % intervals; what varies: " + summary.varies.joined(separator: ", "))
        + "\n"
    }
    return text
  }

  private var budget: BudgetTable { BudgetTable(summary.schemes) }

  private var causes: String {
    let mechanisms = MechanismTable(summary.schemes)
    return budget.text.rendered(style)
      + budget.notes.map { style.applied(.faint, to: $0) + "\n" }.joined()
      + (mechanisms.isEmpty ? "" : "\n" + mechanisms.text.rendered(style))
  }

  private var whatIfs: String {
    let table = WhatIfTable(summary.whatIfs)
    return (table.lines.isEmpty ? "" : table.text.rendered(style))
      + table.notes.map { style.applied(.faint, to: Rounded.undefined + " " + $0) + "\n" }.joined()
  }

  private var drift: String {
    var table = DriftTable(Array(summary.drift.prefix(Self.driftLines))).text
    table.removeEmptyColumns()
    let rest = summary.drift.count - Self.driftLines
    let note = rest > 0 ? style.applied(.faint, to: "and \(rest) more with less drift") + "\n" : ""
    return table.rendered(style) + note
  }

  private var departures: String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "view", isCuttable: true), TextTable.Column(heading: "step"),
      TextTable.Column(heading: "cells changed, %", alignment: .decimal),
      TextTable.Column(heading: "of", alignment: .right),
    ])
    for departure in summary.departures {
      table.append([
        TextTable.Cell(departure.feature), TextTable.Cell(departure.step),
        TextTable.Cell(Estimate.percent(departure.share).text),
        TextTable.Cell(departure.share.n.map(Rounded.count) ?? ""),
      ])
    }
    return table.rendered(style)
  }

  private var unmade: String {
    let lines = ["values that could not be made are missing:"] + summary.unmade.map(\.sentence)
    return lines.map { DisplayWidth.withoutControls($0) + "\n" }.joined()
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One line for each what-if and information set: what the floor is, and what it would be.
struct WhatIfTable {
  /// The lines, without those of which no floor is known.
  let lines: [WhatIfSummary]
  /// Why floors are not known.
  let notes: [String]

  init(_ whatIfs: [WhatIfSummary]) {
    lines = whatIfs.filter(\.tellsSomething)
    notes = Self.reasons(whatIfs)
  }

  /// Whether there is nothing to tell.
  var isEmpty: Bool { lines.isEmpty && notes.isEmpty }

  /// The table for a terminal; changes that may be nothing are faint.
  var text: TextTable {
    var table = TextTable(
      columns: [
        TextTable.Column(heading: "what better data\nwould bring", isCuttable: true),
        TextTable.Column(heading: "what if\n", isCuttable: true),
        TextTable.Column(heading: "to the best rule\nthat sees as", isCuttable: true),
      ]
        + ["floor\nnow, %", "floor\nthen, %", "change\npoints"].map {
          TextTable.Column(heading: $0, alignment: .decimal)
        }
        + [TextTable.Column(heading: "95 %\ninterval")]
        + (hasCost ? [TextTable.Column(heading: "change\nof cost", alignment: .decimal)] : []))
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || lines[index - 1].scheme != line.scheme
      let change = line.error.difference
      let style: TerminalStyle.Emphasis = BudgetTable.mayBeNothing(change) ? .faint : .none
      table.append(
        [
          TextTable.Cell(isFirst ? line.scheme : ""), TextTable.Cell(line.name),
          TextTable.Cell(line.classifiers.joined(separator: ", ")),
          TextTable.Cell(Estimate.percent(line.error.now).text),
          TextTable.Cell(Estimate.percent(line.error.then).text),
          TextTable.Cell(Estimate.percent(change).signed, style),
          TextTable.Cell(Estimate.percent(change).interval, style),
        ] + (hasCost ? [TextTable.Cell(Estimate.plain(line.cost?.difference).signed)] : []))
    }
    return table
  }

  /// The table for Markdown.
  var markdown: MarkdownTable {
    var table = MarkdownTable(
      [
        ("Scheme", false), ("What if", false), ("Best rule that sees as", false),
        ("Month", false), ("Floor now, %", true), ("Floor then, %", true),
        ("Change, points", true),
      ] + (hasCost ? [("Cost now", true), ("Cost then", true), ("Change of cost", true)] : []))
    for line in lines {
      let error = [line.error.now, line.error.then].map { Estimate.percent($0).textWithInterval }
      let cost = [line.cost?.now, line.cost?.then].map { Estimate.plain($0).textWithInterval }
      let unit = line.costUnit.map { " " + $0 } ?? ""
      table.append(
        [line.scheme, line.name, line.classifiers.joined(separator: ", "), line.month.description]
          + error + [Self.signed(Estimate.percent(line.error.difference))]
          + (hasCost
            ? cost + [line.cost.map { Self.signed(Estimate.plain($0.difference)) + unit } ?? ""]
            : []))
    }
    return table
  }

  private var hasCost: Bool { lines.contains { $0.cost != nil } }

  private static func signed(_ estimate: Estimate) -> String {
    estimate.interval.isEmpty
      ? estimate.signed : estimate.signed + " (" + estimate.interval + ")"
  }

  private static func reasons(_ whatIfs: [WhatIfSummary]) -> [String] {
    var found: [(reason: String, names: [String])] = []
    for line in whatIfs {
      guard let reason = line.error.difference.value.reason else { continue }
      let name = "\(line.name) for \(line.classifiers.joined(separator: ", "))"
      if let index = found.firstIndex(where: { $0.reason == reason }) {
        found[index].names.append(name)
      } else {
        found.append((reason, [name]))
      }
    }
    return found.map { "\($0.names.joined(separator: "; ")): \($0.reason)" }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Results

/// The verdicts of a check, for whoever reads them.
public struct CheckReport: Sendable {
  let scenarios: [CheckedScenario]
  /// Folders of baselines whose scenario was not found.
  let abandoned: [String]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - scenarios: the verdicts by scenario.
  ///   - abandoned: folders of baselines whose scenario is in none of the folders that were searched.
  public init(_ scenarios: [CheckedScenario], abandoned: [String] = []) {
    (self.scenarios, self.abandoned) = (scenarios, abandoned)
  }

  /// What is told of a baseline whose scenario was not found.
  static let abandonment =
    "no scenario of this name was found: if it was deleted, delete its baseline too"

  /// How many gates came to what: "12 gates: 10 pass, 1 fail, 1 not measurable".
  var count: String {
    let gates = scenarios.flatMap(\.gates)
    let counts = CheckedGate.Verdict.allCases.compactMap { verdict -> String? in
      let count = gates.count { $0.verdict == verdict }
      return count > 0 ? "\(Rounded.count(count)) \(verdict.rawValue)" : nil
    }
    let number = "\(Rounded.count(gates.count)) gate" + (gates.count == 1 ? "" : "s")
    return number + (counts.isEmpty ? "" : ": " + counts.joined(separator: ", "))
  }

  private static let headings = [
    "scenario", "gate", "verdict", "value", "baseline", "change", "may be", "limit", "unit",
    "power, %", "needs customers",
  ]

  private static func cells(_ gate: CheckedGate) -> [String] {
    let words = GateWords(gate)
    return [
      gate.gate, words.verdict, words.value, words.baseline, words.change, words.interval,
      words.limit, words.shownUnit, words.power, words.needed,
    ]
  }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    let numbers: Set = ["value", "baseline", "change", "limit", "power, %", "needs customers"]
    let ranks = ["may be": 2, "limit": 3, "unit": 4, "power, %": 1, "needs customers": 1]
    var table = TextTable(
      columns: Self.headings.map {
        TextTable.Column(
          heading: $0, alignment: numbers.contains($0) ? .decimal : .left,
          isCuttable: $0 == "gate", dropRank: ranks[$0])
      })
    for scenario in scenarios {
      for (index, gate) in scenario.gates.enumerated() {
        var cells = Self.cells(gate).map { TextTable.Cell($0) }
        if gate.verdict != .pass { cells[1].emphasis = gate.isBroken ? .warning : .strong }
        table.append([TextTable.Cell(index == 0 ? scenario.scenario : "")] + cells)
      }
    }
    table.removeEmptyColumns()
    let lines = remarks
    return table.rendered(style) + (lines.isEmpty ? "" : "\n")
      + lines.map { $0 + "\n" }.joined() + "\n" + style.applied(.strong, to: count) + "\n"
  }

  /// What is to be told beside the table.
  private var remarks: [String] {
    let isBest = scenarios.flatMap(\.gates).contains { $0.isBestPower == true }
    let isWeak = scenarios.flatMap(\.gates).contains { GateWords($0).isWeakPass }
    return scenarios.flatMap(Self.remarks) + abandoned.map { "\($0): \(Self.abandonment)" }
      + (isWeak
        ? [
          "\(GateWords.weakPass): not shown to lie beyond the limit; that it keeps within is not shown either, "
            + "as the gate's claim does not ask for it"
        ] : [])
      + (isBest
        ? [
          "power ≤: nothing differs from the baseline yet; a change can have that power where all who "
            + "change become worse, else less"
        ] : [])
  }

  /// What is to be told of a scenario beside the table: all that is not a plain pass.
  private static func remarks(_ scenario: CheckedScenario) -> [String] {
    var lines = scenario.departures.map { "\(scenario.file): the tool has changed: \($0)" }
    if !scenario.departures.isEmpty {
      lines.append("  if that is meant, accept it: segbench baseline \(scenario.file) --accept")
    }
    lines += scenario.news.map { "\(scenario.file): \($0)" }
    // What is wrong with the baseline concerns all its gates, and has been told.
    let isTold = scenario.baseline == .missing || scenario.baseline == .unusable
    for gate in scenario.gates where gate.verdict != .pass {
      if isTold, gate.verdict == .notMeasurable, gate.isChange { continue }
      let explanation = GateWords(gate).explanation
      lines.append("\(gate.file):\(gate.line): \(gate.verdict.rawValue): \(gate.gate)")
      lines += explanation.map { "  \($0)" }
    }
    return lines
  }

  /// The report for a pull request, in Markdown as GitHub reads it.
  public var markdown: String {
    let numbers: Set = ["value", "baseline", "change", "limit", "power, %"]
    var table = MarkdownTable(
      Self.headings.dropLast().map {
        (heading: $0.prefix(1).uppercased() + $0.dropFirst(), isNumber: numbers.contains($0))
      })
    for scenario in scenarios {
      for gate in scenario.gates {
        let cells = Self.cells(gate)
        table.append([scenario.scenario] + cells.dropLast())
      }
    }
    let remarks = remarks.map { line in
      (line.hasPrefix("  ") ? "  - " : "- ")
        + MarkdownTable.escaped(line.trimmingCharacters(in: .whitespaces)) + "\n"
    }
    return "## Segment quality: \(count)\n\n" + table.text
      + (remarks.isEmpty ? "" : "\n" + remarks.joined())
  }

  /// The report as one JSON object; `CheckSchema` says what it holds.
  ///
  /// - Returns: the object's text, members sorted by name.
  /// - Throws: when a number is not finite, which no verdict holds.
  public func json() throws -> String {
    struct Whole: Encodable {
      let check: Int
      let scenarios: [CheckedScenario]
      let abandoned: [String]
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Whole(check: 1, scenarios: scenarios, abandoned: abandoned))
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension CheckedScenario {
  /// How it stands to its baseline, where that is worth telling, and the notes.
  var news: [String] {
    (baseline == .changed
      ? ["the scenario was changed since its baseline, which was run beside it"] : []) + notes
  }
}

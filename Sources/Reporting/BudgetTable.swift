// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One line for each scheme and classifier: how its error adds up from its causes.
struct BudgetTable {
  /// One line.
  struct Line {
    let scheme: String
    let classifier: String
    let budget: BudgetSummary
  }

  /// The lines, without classifiers of whose errors nothing is known but their size.
  let lines: [Line]
  /// Why parts are not known, and how others were judged.
  let notes: [String]
  private static let names = ["overlap", "view", "model", "training", "staleness"]

  init(_ schemes: [SchemeSummary]) {
    let all = schemes.flatMap { scheme in
      scheme.classifiers.compactMap { classifier in
        classifier.budget.map {
          Line(scheme: scheme.scheme.name, classifier: classifier.name, budget: $0)
        }
      }
    }
    lines = all.filter(\.budget.tellsSomething)
    let told = schemes.flatMap(\.classifiers).compactMap(\.reasonWithoutFloor)
    notes = Self.reasons(lines, except: told) + Self.counted(lines) + Self.approximate(lines)
  }

  /// The month, where there are lines.
  var month: Month? { lines.first?.budget.month }

  /// The table for a terminal; parts that may be nothing are faint.
  var text: TextTable {
    let headings = zip(["=", "+", "+", "+", "+"], Self.names).map { $0 + "\n" + $1 }
    var table = TextTable(
      columns: [
        TextTable.Column(
          heading: "errors, % in\n\(month?.description ?? "")", isCuttable: true),
        TextTable.Column(heading: "\nclassifier", isCuttable: true),
      ] + (["\nwrong"] + headings).map { TextTable.Column(heading: $0, alignment: .decimal) })
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || lines[index - 1].scheme != line.scheme
      table.append(
        [TextTable.Cell(isFirst ? line.scheme : ""), TextTable.Cell(line.classifier)]
          + [TextTable.Cell(Self.points(line.budget.whole), .strong)]
          + line.budget.parts.map { part in
            TextTable.Cell(Self.points(part), Self.mayBeNothing(part) ? .faint : .none)
          })
    }
    return table
  }

  /// The table for Markdown, with intervals.
  var markdown: MarkdownTable {
    var table = MarkdownTable(
      [("Scheme", false), ("Classifier", false), ("Misclassified, %", true)]
        + zip(["= ", "+ ", "+ ", "+ ", "+ "], Self.names).map { ($0 + $1, true) })
    for line in lines {
      table.append(
        [line.scheme, line.classifier]
          + ([line.budget.whole] + line.budget.parts).map {
            Self.applies($0) ? Estimate.percent($0).textWithInterval : ""
          })
    }
    return table
  }

  /// As many decimals for all, so that lines are seen to add up; nothing for what does not apply.
  static func points(_ row: Measurement) -> String {
    guard applies(row) else { return "" }
    return row.value.number.map { Rounded.fixed($0 * 100, decimals: 2) } ?? Rounded.undefined
  }

  private static func applies(_ row: Measurement) -> Bool {
    row.value.reason != MetricName.learnsNothing
  }

  /// Whether the interval holds 0.
  static func mayBeNothing(_ row: Measurement) -> Bool {
    guard let low = row.low, let high = row.high else { return false }
    return low <= 0 && high >= 0
  }

  private static func reasons(_ lines: [Line], except told: [String]) -> [String] {
    var concerned: [(reason: String, part: String, names: [String])] = []
    for line in lines {
      for (name, part) in zip(names, line.budget.parts) where applies(part) {
        guard let reason = part.value.reason, !told.contains(reason) else { continue }
        if let index = concerned.firstIndex(where: { $0.reason == reason && $0.part == name }) {
          concerned[index].names.append(line.classifier)
        } else {
          concerned.append((reason, name, [line.classifier]))
        }
      }
    }
    return concerned.map { "no \($0.part) for \($0.names.joined(separator: ", ")): \($0.reason)" }
  }

  private static func approximate(_ lines: [Line]) -> [String] {
    let names = lines.filter(\.budget.isApproximate).map(\.classifier).joined(separator: ", ")
    return names.isEmpty ? [] : ["approximate for \(names)"]
  }

  private static func counted(_ lines: [Line]) -> [String] {
    let names = lines.filter(\.budget.isCounted).map(\.classifier)
    guard !names.isEmpty else { return [] }
    return [
      "without a floor, \(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") judged "
        + "by the truth that was drawn: less sure"
    ]
  }
}

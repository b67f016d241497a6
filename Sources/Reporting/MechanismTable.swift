// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One line for each scheme and classifier: what of its error each mechanism of the view causes.
struct MechanismTable {
  private let lines: [BudgetTable.Line]
  private let mechanisms: [String]

  init(_ schemes: [SchemeSummary]) {
    lines = BudgetTable(schemes).lines.filter { line in
      line.budget.mechanisms.contains { $0.value.number != nil }
    }
    var names: [String] = []
    for row in lines.flatMap(\.budget.mechanisms) where !names.contains(row.estimator) {
      names.append(row.estimator)
    }
    mechanisms = names.sorted()
  }

  /// Whether there is nothing to tell.
  var isEmpty: Bool { lines.isEmpty }

  /// The table for a terminal; parts that may be nothing are faint.
  var text: TextTable {
    let month = lines.first?.budget.month.description ?? ""
    var table = TextTable(
      columns: [
        TextTable.Column(heading: "what the view\nhides in \(month)", isCuttable: true),
        TextTable.Column(heading: "classifier\n", isCuttable: true),
      ] + headings.map { TextTable.Column(heading: $0 + "\n%", alignment: .decimal) })
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || lines[index - 1].scheme != line.scheme
      table.append(
        [TextTable.Cell(isFirst ? line.scheme : ""), TextTable.Cell(line.classifier)]
          + cells(line).map { row in
            TextTable.Cell(
              row.map(BudgetTable.points) ?? "",
              row.map(BudgetTable.mayBeNothing) == true ? .faint : .none)
          })
    }
    return table
  }

  /// The table for Markdown, with intervals.
  var markdown: MarkdownTable {
    var table = MarkdownTable(
      [("Scheme", false), ("Classifier", false)] + headings.map { ($0, true) })
    for line in lines {
      table.append(
        [line.scheme, line.classifier]
          + cells(line).map { Estimate.percent($0).textWithInterval })
    }
    return table
  }

  private var headings: [String] {
    ["view"] + mechanisms.enumerated().map { ($0.offset == 0 ? "= " : "+ ") + $0.element }
  }

  private func cells(_ line: BudgetTable.Line) -> [Measurement?] {
    [line.budget.parts[1]]
      + mechanisms.map { name in line.budget.mechanisms.first { $0.estimator == name } }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
public import Results

/// A variant beside the scenario that it changes, for a terminal and for `summary.md`.
public struct VariantReport {
  /// One classifier in both.
  private struct Line {
    let scheme: String
    let classifier: String
    let base: Measurement?
    let variant: Measurement?
    let difference: Measurement?
    let wins: Measurement?
    let losses: Measurement?
  }

  private let variant: String
  private let changes: [String]
  private let lines: [Line]
  private let customers: [Measurement]

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - variant: the variant's name.
  ///   - changes: what it changes, in words.
  ///   - schemes: the schemes in the scenario's order.
  ///   - measurements: the rows of a run of the variant.
  public init(
    _ variant: String, changes: [String], schemes: [SegmentScheme], measurements: MeasurementTable
  ) {
    self.variant = variant
    self.changes = changes
    let table = measurements.overall
    customers = table.rows(metric: .only(MetricName.pairedCustomers), month: .absent)
    lines = schemes.flatMap { scheme in
      let own = MeasurementTable(rows: table.rows(month: .absent, scheme: .only(scheme.name)))
      let differences = own.rows(metric: .only(MetricName.difference))
      return differences.compactMap(\.classifier).map { classifier in
        func row(_ metric: String, _ estimator: String) -> Measurement? {
          own.rows(metric: .only(metric), classifier: .only(classifier))
            .first { $0.estimator == estimator }
        }
        return Line(
          scheme: scheme.name, classifier: classifier,
          base: row(MetricName.pairedMisclassification, "scenario"),
          variant: row(MetricName.pairedMisclassification, "variant"),
          difference: row(MetricName.difference, "paired"),
          wins: row(MetricName.pairedChange, "wins"),
          losses: row(MetricName.pairedChange, "losses"))
      }
    }
  }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "scheme\n", isCuttable: true),
      TextTable.Column(heading: "classifier\n", isCuttable: true),
      TextTable.Column(heading: "wrong in the\nscenario, %", alignment: .decimal),
      TextTable.Column(heading: "in the\nvariant, %", alignment: .decimal),
      TextTable.Column(heading: "difference\n% points", alignment: .decimal),
      TextTable.Column(heading: "95 %\ninterval", dropRank: 1),
      TextTable.Column(heading: "wins\n%", alignment: .decimal, dropRank: 2),
      TextTable.Column(heading: "losses\n%", alignment: .decimal, dropRank: 2),
    ])
    for (index, line) in lines.enumerated() {
      let isFirst = index == 0 || lines[index - 1].scheme != line.scheme
      let cells = Self.cells(line).map { TextTable.Cell($0) }
      table.append(
        [TextTable.Cell(isFirst ? line.scheme : ""), TextTable.Cell(line.classifier)] + cells)
    }
    let head = style.applied(.strong, to: "variant \(variant)") + "\n"
    return head + changes.map { "  \($0)\n" }.joined() + "\n" + table.rendered(style)
      + notes.map { style.applied(.faint, to: $0) + "\n" }.joined()
  }

  /// The report as a section of `summary.md`.
  public var markdown: String {
    var table = MarkdownTable([
      ("Scheme", false), ("Classifier", false), ("Wrong in the scenario, %", true),
      ("In the variant, %", true), ("Difference, % points", true), ("95 % interval", true),
      ("Wins, %", true), ("Losses, %", true),
    ])
    for line in lines { table.append([line.scheme, line.classifier] + Self.cells(line)) }
    return "# Variant " + MarkdownTable.escaped(variant) + " beside the scenario\n\n"
      + changes.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined() + "\n" + table.text + "\n"
      + notes.map { MarkdownTable.escaped($0) + ".\n" }.joined()
  }

  private static func cells(_ line: Line) -> [String] {
    let difference = Estimate.percent(line.difference)
    let rates = [Estimate.percent(line.base).text, Estimate.percent(line.variant).text]
    if line.wins?.value.number == 0, line.losses?.value.number == 0 {
      return rates + ["0", "", "0", "0"]
    }
    return rates + [
      difference.signed, difference.interval, Estimate.percent(line.wins).text,
      Estimate.percent(line.losses).text,
    ]
  }

  /// Who was set side by side.
  private var notes: [String] {
    let counts = customers.map { row in
      "\(row.value.number.map { Rounded.count(Int($0)) } ?? Rounded.undefined) \(row.estimator)"
    }
    return ["customer-months: " + counts.joined(separator: ", ")]
      + ["the same customers with the same randomness; wins: only the variant is right"]
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
public import Customers
public import Results

/// Who has changed segment by one classifier that is cut anew with the population, and why.
public struct MoveSummary: Sendable {
  /// The scheme.
  public let scheme: String
  /// The classifier.
  public let classifier: String
  /// The last month for which that was asked.
  public let month: Month
  /// All who have moved, customers who changed, boundaries that moved, those held back.
  public let parts: [Measurement]

  static let estimators = [
    MetricName.allMoves, MetricName.customerChanged, MetricName.boundaryMoved, MetricName.heldBack,
  ]

  /// Picks the summaries from a table.
  ///
  /// - Parameter table: the run's measurements.
  /// - Returns: one for each classifier that was counted, in the table's order.
  static func all(in table: MeasurementTable) -> [MoveSummary] {
    let rows = table.rows(metric: .only(MetricName.segmentMoves))
    guard let month = rows.compactMap(\.month).max() else { return [] }
    var found: [MoveSummary] = []
    for first in rows where first.month == month && first.estimator == MetricName.allMoves {
      let parts = estimators.compactMap { estimator in
        rows.first {
          $0.month == month && $0.estimator == estimator && $0.scheme == first.scheme
            && $0.classifier == first.classifier && $0.replicate == first.replicate
        }
      }
      guard parts.count == estimators.count, let scheme = first.scheme,
        let classifier = first.classifier,
        !found.contains(where: { $0.scheme == scheme && $0.classifier == classifier })
      else { continue }
      found.append(
        MoveSummary(scheme: scheme, classifier: classifier, month: month, parts: parts))
    }
    return found
  }
}

/// One line for each classifier that is cut anew with the population.
struct MoveTable {
  let lines: [MoveSummary]
  private static let headings = [
    "changed\nsegment, %", "= customer\nchanged", "+ boundary\nmoved", "held\nback",
  ]

  /// The table for a terminal.
  var text: TextTable {
    let month = lines.first?.month.description ?? ""
    var table = TextTable(
      columns: [
        TextTable.Column(heading: "when cut anew\nin \(month)", isCuttable: true),
        TextTable.Column(heading: "classifier\n", isCuttable: true),
      ] + Self.headings.map { TextTable.Column(heading: $0, alignment: .decimal) })
    for line in lines {
      table.append(
        [TextTable.Cell(line.scheme), TextTable.Cell(line.classifier)]
          + line.parts.map { TextTable.Cell(BudgetTable.points($0)) })
    }
    return table
  }

  /// The table for Markdown, with intervals.
  var markdown: MarkdownTable {
    var table = MarkdownTable([
      ("Scheme", false), ("Classifier", false), ("Changed segment, %", true),
      ("= customer changed", true), ("+ boundary moved", true), ("Held back", true),
    ])
    for line in lines {
      table.append(
        [line.scheme, line.classifier]
          + line.parts.map { Estimate.percent($0).textWithInterval })
    }
    return table
  }
}

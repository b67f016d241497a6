// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

extension MarkdownReport {
  /// One line for each scheme and classifier: how often it is wrong, beside its floor, and at what cost.
  var classifiers: String {
    let hasCost = summary.schemes.contains { $0.classifiers.contains { $0.cost != nil } }
    let hasReferred = summary.schemes.contains { $0.classifiers.contains { $0.referred != nil } }
    let hasFloor = summary.schemes.contains { scheme in
      scheme.classifiers.contains { $0.floor?.value.number != nil }
    }
    let hasCostFloor = summary.schemes.contains { scheme in
      scheme.classifiers.contains { $0.floorCost?.value.number != nil }
    }
    var table = MarkdownTable(
      [
        ("Scheme", false), ("Classifier", false), ("Misclassified, %", true),
      ] + (hasFloor ? [("Floor, %", true), ("Regret, %", true)] : []) + [
        ("First month", true), ("Last month", true), ("Worst segment (recall, %)", false),
        ("Balanced accuracy, %", true), ("Flicker, %", true),
      ] + (hasReferred ? [("Referred, %", true)] : []) + (hasCost ? [("Cost", true)] : [])
        + (hasCostFloor ? [("Cost floor", true), ("Regret in cost", true)] : []))
    for scheme in summary.schemes {
      for classifier in scheme.classifiers {
        table.append(
          Self.row(classifier, of: scheme, hasFloor: hasFloor)
            + (hasReferred ? [Estimate.percent(classifier.referred).textWithInterval] : [])
            + (hasCost ? [Self.cost(classifier, scheme)] : [])
            + (hasCostFloor ? Self.costFloor(classifier, scheme) : []))
      }
    }
    let notes = ClassifierTable.notes(summary.schemes.flatMap(\.classifiers))
    guard !table.isEmpty else { return "" }
    let intervals =
      summary.varies.isEmpty
      ? "" : "95 % intervals in brackets; what varies: \(summary.varies.joined(separator: ", ")).\n"
    return "## How often each classifier is wrong\n\n" + table.text
      + (intervals.isEmpty ? "" : "\n" + intervals)
      + notes.map { "\n" + MarkdownTable.escaped($0) + "\n" }.joined()
  }

  private static func row(
    _ classifier: ClassifierSummary, of scheme: SchemeSummary, hasFloor: Bool
  ) -> [String] {
    let months = classifier.byMonth.compactMap(\.self)
    return [
      scheme.scheme.name, classifier.name,
      Estimate.percent(classifier.misclassification).textWithInterval,
    ]
      + (hasFloor
        ? [
          ClassifierTable.marked(
            .percent(classifier.floor), of: classifier, withInterval: true),
          ClassifierTable.marked(.percent(classifier.regret), withInterval: true),
        ] : []) + [
        Estimate.percent(months.first).textWithInterval,
        Estimate.percent(months.last).textWithInterval,
        ClassifierTable.worst(classifier),
        Estimate.percent(classifier.balancedAccuracy).textWithInterval,
        Estimate.percent(classifier.flicker).textWithInterval,
      ]
  }

  private static func cost(_ classifier: ClassifierSummary, _ scheme: SchemeSummary) -> String {
    withUnit(Estimate.plain(classifier.cost).textWithInterval, scheme)
  }

  private static func costFloor(
    _ classifier: ClassifierSummary, _ scheme: SchemeSummary
  ) -> [String] {
    [
      ClassifierTable.marked(.plain(classifier.floorCost), of: classifier, withInterval: true),
      ClassifierTable.marked(.plain(classifier.costRegret), withInterval: true),
    ].map { withUnit($0, scheme) }
  }

  private static func withUnit(_ text: String, _ scheme: SchemeSummary) -> String {
    text.isEmpty ? "" : text + (scheme.costUnit.map { " " + $0 } ?? "")
  }
}

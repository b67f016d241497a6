// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// One line for each scheme and classifier: how often it is wrong, where, and how that changes.
struct ClassifierTable {
  /// The table.
  private(set) var text: TextTable
  /// Why numbers are undefined.
  private(set) var notes: [String] = []

  init(_ schemes: [SchemeSummary]) {
    let units = schemes.compactMap(\.costUnit)
    let costHeading = units.allSatisfy { $0 == units.first } ? units.first ?? "" : ""
    text = TextTable(columns: [
      TextTable.Column(heading: "scheme\n", isCuttable: true),
      TextTable.Column(heading: "classifier\n", isCuttable: true),
      TextTable.Column(heading: "wrong\n%", alignment: .decimal),
      TextTable.Column(heading: "95 %\ninterval", dropRank: 1),
      TextTable.Column(heading: "referred\n%", alignment: .decimal),
      TextTable.Column(heading: "floor\n%", alignment: .decimal),
      TextTable.Column(heading: "regret\n%", alignment: .decimal),
      TextTable.Column(heading: "first → last\nmonth, %"),
      TextTable.Column(heading: "worst\nsegment", isCuttable: true),
      TextTable.Column(heading: "its recall\n%", alignment: .decimal),
      TextTable.Column(heading: "balanced\naccuracy, %", alignment: .decimal, dropRank: 6),
      TextTable.Column(heading: "flicker\n%", alignment: .decimal, dropRank: 5),
      TextTable.Column(heading: "cost\n" + costHeading, alignment: .decimal, dropRank: 2),
      TextTable.Column(heading: "cost\nfloor", alignment: .decimal, dropRank: 3),
      TextTable.Column(heading: "regret\nin cost", alignment: .decimal, dropRank: 4),
    ])
    for scheme in schemes {
      for (index, classifier) in scheme.classifiers.enumerated() {
        text.append(Self.row(classifier, of: index == 0 ? scheme.scheme.name : ""))
      }
    }
    text.removeEmptyColumns()
    notes = Self.notes(schemes.flatMap(\.classifiers))
  }

  /// Why numbers are undefined and floors not known, each reason once with the classifiers it concerns.
  static func notes(_ classifiers: [ClassifierSummary]) -> [String] {
    var concerned: [(what: String, reason: String, names: [String])] = []
    func add(_ what: String, _ reason: String, _ name: String) {
      if let index = concerned.firstIndex(where: { $0.what == what && $0.reason == reason }) {
        concerned[index].names.append(name)
      } else {
        concerned.append((what, reason, [name]))
      }
    }
    for classifier in classifiers {
      for (what, reason) in classifier.undefined { add("no \(what)", reason, classifier.name) }
    }
    for classifier in classifiers {
      if let reason = classifier.reasonWithoutFloor { add("no floor", reason, classifier.name) }
    }
    return classifiers.compactMap(withoutEstimate) + partial(classifiers) + approximate(classifiers)
      + concerned.map {
        "\(Rounded.undefined) \($0.what) for \($0.names.joined(separator: ", ")): \($0.reason)"
      }
  }

  /// Who gets no segment, so that all other numbers of a classifier are of the rest.
  private static func withoutEstimate(_ classifier: ClassifierSummary) -> String? {
    guard let row = classifier.withoutEstimate, let share = row.value.number, share > 0 else {
      return nil
    }
    let percent = Rounded.small(share * 100, decimals: share < 0.1 ? 2 : 1)
    return
      "no segment from \(classifier.name) for \(percent) % of customer-months: its other numbers are of the rest"
  }

  /// What a floor beside a classifier is of that decides some customers only.
  private static func partial(_ classifiers: [ClassifierSummary]) -> [String] {
    let names = classifiers.filter { $0.isPartial && $0.floor?.value.number != nil }.map(\.name)
    guard !names.isEmpty else { return [] }
    let hasCosts = classifiers.contains { $0.isPartial && $0.floorCost?.value.number != nil }
    return [
      "† the floor beside \(names.joined(separator: ", ")) is of all customers, but what is wrong, and the regret, of "
        + "those decided: it may lie above"
        + (hasCosts ? "; the cost floor is of rules that leave nobody to a person" : "")
    ]
  }

  /// Whose floors are approximate, and how.
  private static func approximate(_ classifiers: [ClassifierSummary]) -> [String] {
    let names = classifiers.filter(\.isApproximate).map(\.name).joined(separator: ", ")
    return names.isEmpty ? [] : ["approximate floors beside \(names): \(MetricName.fewPoints)"]
  }

  private static func row(_ classifier: ClassifierSummary, of scheme: String) -> [TextTable.Cell] {
    let total = Estimate.percent(classifier.misclassification)
    let months = classifier.byMonth.compactMap(\.self)
    return [
      TextTable.Cell(scheme), TextTable.Cell(classifier.name),
      TextTable.Cell(total.text, .strong), TextTable.Cell(total.interval, .faint),
      TextTable.Cell(Estimate.percent(classifier.referred).text),
      TextTable.Cell(Self.marked(.percent(classifier.floor), of: classifier)),
      TextTable.Cell(Self.marked(.percent(classifier.regret))),
      TextTable.Cell(Change.text(months.first, months.last)),
      TextTable.Cell(classifier.worst?.segment ?? ""),
      TextTable.Cell(Estimate.percent(classifier.worst).text),
      TextTable.Cell(Estimate.percent(classifier.balancedAccuracy).text),
      TextTable.Cell(Estimate.percent(classifier.flicker).text),
      TextTable.Cell(Estimate.plain(classifier.cost).text),
      TextTable.Cell(Self.marked(.plain(classifier.floorCost), of: classifier)),
      TextTable.Cell(Self.marked(.plain(classifier.costRegret))),
    ]
  }

  /// A floor or a regret: one of the first month alone is marked, and a floor beside a classifier that
  /// decides some customers only; empty where it is not known.
  static func marked(
    _ estimate: Estimate, of classifier: ClassifierSummary? = nil, withInterval: Bool = false
  ) -> String {
    guard let row = estimate.row, row.value.number != nil else { return "" }
    return (withInterval ? estimate.textWithInterval : estimate.text)
      + (row.month == nil ? "" : "*") + (classifier?.isPartial == true ? "†" : "")
  }

  /// The worst segment with its recall: "sunflower 62.1 (60.3–63.9)".
  static func worst(_ classifier: ClassifierSummary) -> String {
    guard let worst = classifier.worst, let segment = worst.segment else { return "" }
    return segment + " " + Estimate.percent(worst).textWithInterval
  }
}

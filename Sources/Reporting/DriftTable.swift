// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results

/// The features that moved most away from the first month.
struct DriftTable {
  /// The table.
  private(set) var text = TextTable(columns: [
    TextTable.Column(heading: "drift from the\nfirst month", isCuttable: true),
    TextTable.Column(heading: "largest\nPSI", alignment: .decimal),
    TextTable.Column(heading: "\nin"),
    TextTable.Column(heading: "by chance\nbelow (95 %)", alignment: .decimal, dropRank: 2),
    TextTable.Column(heading: "looks\nlike"),
    TextTable.Column(heading: "largest\nKS", alignment: .decimal, dropRank: 1),
    TextTable.Column(heading: "\nin", dropRank: 1),
  ])

  init(_ drifts: [FeatureDrift]) {
    for drift in drifts {
      let isSign = drift.exceedsChance == true
      text.append([
        TextTable.Cell(Self.name(drift)),
        TextTable.Cell(Self.number(drift.stabilityIndex.value.number)),
        TextTable.Cell(drift.stabilityIndex.month?.description ?? ""),
        TextTable.Cell(Self.number(drift.withoutDrift)),
        TextTable.Cell(Self.sign(drift), isSign ? .warning : .none),
        TextTable.Cell(Self.number(drift.kolmogorovSmirnov?.value.number)),
        TextTable.Cell(drift.kolmogorovSmirnov?.month?.description ?? ""),
      ])
    }
  }

  /// The feature's name, or whose assigned segments it is.
  static func name(_ drift: FeatureDrift) -> String {
    drift.isAssignment ? "segments of " + drift.name : drift.name
  }

  /// Whether the index is beyond chance, in words.
  static func sign(_ drift: FeatureDrift) -> String {
    drift.exceedsChance.map { $0 ? "drift" : "chance" } ?? ""
  }

  /// A distance with three decimals, four where it is small.
  static func number(_ number: Double?) -> String {
    guard let number else { return "" }
    return Rounded.small(number, decimals: number < 0.01 ? 4 : 3)
  }
}

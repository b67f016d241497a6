// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Results

/// The files of a generated population.
enum PopulationFile: Int, CaseIterable {
  /// Each customer's true segments and the quantities of the world, month by month.
  case truth
  /// What the bank sees of it.
  case view
  /// Every departure of the view from the truth.
  case ledger

  /// The file's name.
  var name: String { "\(self).csv" }

  /// The first row.
  ///
  /// Truth is named as in a scenario, `segments.NAME` and `world.NAME`; features keep their plain
  /// names, except one that is called like the file's own columns.
  ///
  /// - Parameter model: the population.
  /// - Returns: the row, ended.
  func headings(of model: PopulationModel) -> [UInt8] {
    let names: [String] =
      switch self {
      case .truth:
        model.schemes.map { Self.truthColumn(of: $0.name) }
          + model.worldColumns.map { "world." + $0.name }
      case .view:
        model.schema.names.map { ["customer", "month"].contains($0) ? "view." + $0 : $0 }
      case .ledger: ["feature", "step", "before", "after"]
      }
    var row = CSVBuffer()
    for name in ["customer", "month"] + names { row.append(name) }
    row.endRow()
    return row.bytes
  }

  /// The column of `truth.csv` that holds a scheme's true segments.
  static func truthColumn(of scheme: String) -> String { "segments." + scheme }
}

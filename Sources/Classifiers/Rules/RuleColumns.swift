// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers
import ScenarioLanguage

/// Gives conditions over features their columns: numbers as they are, levels as bytes.
struct RuleColumns: Sendable {
  /// How many byte columns of the working memory it may use, from `firstSlot` on.
  private let levelColumns: [(column: Int, levels: Int)]
  private let numberColumns: [Int]
  private let width: Int
  private let firstSlot: Int

  /// Finds the columns that conditions read.
  ///
  /// - Parameters:
  ///   - conditions: conditions whose slots are columns.
  ///   - schema: the features.
  ///   - firstSlot: the first byte column of the working memory that is free.
  init(_ conditions: [CheckedExpression], schema: FeatureSchema, firstSlot: Int) {
    self.firstSlot = firstSlot
    width = schema.features.count
    numberColumns = Set(conditions.flatMap(\.numberSlots)).sorted()
    levelColumns = Set(conditions.flatMap(\.levelSlots)).sorted().map { column in
      if case .levels(let names) = schema.features[column].kind { return (column, names.count) }
      return (column, 0)
    }
  }

  /// The columns of a table.
  ///
  /// - Parameters:
  ///   - values: the table's values.
  ///   - stride: from column to column.
  ///   - rows: how many rows.
  ///   - scratch: working memory.
  /// - Returns: the inputs of the conditions.
  func inputs(
    _ values: UnsafePointer<Double>, stride: Int, rows: Int, _ scratch: PredictionScratch
  ) -> ColumnInputs {
    var inputs = ColumnInputs(
      numbers: Array(repeating: nil, count: width), levels: Array(repeating: nil, count: width))
    for column in numberColumns { inputs.numbers[column] = values + column * stride }
    for (index, source) in levelColumns.enumerated() {
      guard let codes = scratch.bytes(slot: index + firstSlot, rows: rows) else { continue }
      classifier_level_codes(
        codes, values + source.column * stride, Int64(rows), Int32(source.levels))
      inputs.levels[source.column] = UnsafePointer(codes)
    }
    return inputs
  }
}

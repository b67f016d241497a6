// SPDX-License-Identifier: GPL-3.0-or-later

/// The features of some customers in one month, column after column; a missing value is NaN.
///
/// The storage is allocated once for `capacity` rows and reused: a block of customers runs through
/// its months in one table. Column `j` occupies `values[j * capacity ..< j * capacity + rows]`.
public struct FeatureTable: Sendable {
  /// The features, in column order.
  public let schema: FeatureSchema
  /// The most rows the table can hold.
  public let capacity: Int
  /// How many rows it holds now.
  public var rows: Int
  /// All columns, each `capacity` values long.
  public var values: [Double]

  /// Makes a table of missing values.
  ///
  /// - Parameters:
  ///   - schema: the features, in column order.
  ///   - capacity: the most rows the table can hold, at least 1.
  ///   - rows: how many rows it holds at first, at most `capacity`.
  public init(schema: FeatureSchema, capacity: Int, rows: Int = 0) {
    precondition(capacity > 0 && rows <= capacity, "a table holds at most its capacity")
    self.schema = schema
    self.capacity = capacity
    self.rows = rows
    values = Array(repeating: .nan, count: max(1, schema.features.count) * capacity)
  }

  /// Makes a table from whole columns.
  ///
  /// - Parameters:
  ///   - schema: the features, in column order.
  ///   - columns: one array for each feature, all of the same length.
  public init(schema: FeatureSchema, columns: [[Double]]) {
    let rows = columns.first?.count ?? 0
    precondition(columns.count == schema.features.count, "one column for each feature")
    precondition(columns.allSatisfy { $0.count == rows }, "columns of one length")
    self.init(schema: schema, capacity: max(1, rows), rows: rows)
    for (index, column) in columns.enumerated() {
      values.replaceSubrange(index * capacity..<index * capacity + rows, with: column)
    }
  }

  /// Where a column's present rows lie in `values`.
  ///
  /// - Parameter column: a column of the schema.
  /// - Returns: the range of its values.
  public func range(of column: Int) -> Range<Int> {
    column * capacity..<column * capacity + rows
  }

  /// A copy of a column's present rows, for code that is not in a hot loop.
  ///
  /// - Parameter column: a column of the schema.
  /// - Returns: its values, missing ones as NaN.
  public func column(_ column: Int) -> [Double] { Array(values[range(of: column)]) }
}

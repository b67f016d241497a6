// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The labelled customers' features as standardised columns after a column of ones.
///
/// A feature with missing training values has its median there, and a column that says where it is
/// missing. Levels have a column each. Columns that are constant in training are left out.
struct DesignMatrix {
  /// The features.
  let schema: FeatureSchema
  /// How many labelled customers.
  let rows: Int
  /// The rows of a column: `rows` rounded up to whole tiles, the rest 0.
  let stride: Int
  /// What the columns after the first are.
  private(set) var columns: [DesignColumn] = []
  /// The ones, then the columns.
  private(set) var values: [Double]
  /// What is to be said of features.
  private(set) var notes: [String] = []

  /// The columns of the schema that the design uses, in the order of its columns.
  var columnsOfSchema: [Int] {
    columns.map(\.column).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Builds the design.
  ///
  /// - Parameters:
  ///   - training: the customers; those without label are left out.
  ///   - logarithms: the columns taken as logarithm; nothing for positive, skewed ones.
  /// - Throws: that a stated logarithm does not exist.
  init(_ training: LabelledFeatures, logarithms: [Int]?) throws(FitError) {
    schema = training.features.schema
    rows = training.truth.count { $0 != noEstimate }
    stride = (rows + 7) / 8 * 8
    values = Array(repeating: 1, count: rows) + Array(repeating: 0, count: stride - rows)
    for column in training.sees {
      let source = TrainingColumn(column, of: training)
      if source.present.isEmpty {
        notes.append("\(source.feature.name): left out, as every training value is missing")
      } else if case .levels(let names) = source.feature.kind {
        addLevels(source, names)
      } else {
        let isLogarithm = logarithms?.contains(column) ?? source.suitsLogarithm
        try addNumbers(source, isLogarithm: isLogarithm)
      }
    }
  }

  private mutating func addNumbers(
    _ source: TrainingColumn, isLogarithm: Bool
  ) throws(FitError) {
    var source = source
    let name = source.feature.name
    let least = isLogarithm ? try source.takeLogarithms() : 0
    let input =
      isLogarithm
      ? ScoreInput.logarithms(of: source.column, least: least) : .values(of: source.column)
    let median = Self.median(source.present)
    let filled = source.values.map { $0.isNaN ? median : $0 }
    add(.value(input, median: median), isLogarithm ? "log \(name)" : name, filled)
    guard source.hasMissing else { return }
    let flags = source.values.map { $0.isNaN ? 1.0 : 0.0 }
    add(.missing(source.column), "\(name) missing", flags)
  }

  private mutating func addLevels(_ source: TrainingColumn, _ names: [String]) {
    for (level, name) in names.enumerated() {
      let flags = source.values.map { $0 == Double(level) ? 1.0 : 0.0 }
      add(.level(source.column, level), "\(source.feature.name) \(name)", flags)
    }
    guard source.hasMissing else { return }
    let flags = source.values.map { $0.isNaN ? 1.0 : 0.0 }
    add(.missing(source.column), "\(source.feature.name) missing", flags)
  }

  private mutating func add(_ source: DesignColumn.Source, _ name: String, _ column: [Double]) {
    let moments = Moments(column)
    let deviation = moments.variance.squareRoot()
    guard deviation > 1e-12 * abs(moments.mean) else {
      notes.append("\(name): left out, as it is constant in training")
      return
    }
    columns.append(
      DesignColumn(source: source, name: name, mean: moments.mean, deviation: deviation))
    values += column.map { ($0 - moments.mean) / deviation }
    values += Array(repeating: 0, count: stride - rows)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Columns
import Customers
import ScenarioLanguage

/// The numbers that are tried for each value: its steps, or so many that equally many customers lie between
/// neighbours.
struct CandidateGrid: Sendable {
  /// So many numbers of a line are always judged together.
  static let most = 256
  /// How many numbers are tried of one value that moves alone without a step, and of each of several.
  private static let (alone, among) = (256, 64)

  /// By value, ascending.
  let numbers: [[Double]]

  init(_ tuning: TuningSpecification, _ reader: CandidateReader, _ sample: TuningSample) {
    let most = tuning.values.count == 1 ? Self.alone : Self.among
    numbers = tuning.values.indices.map { index in
      let value = tuning.values[index]
      if let steps = value.steps { return steps }
      guard let compared = reader.keys[index]?.expression ?? reader.measure(of: value) else {
        return Self.even(value, most)
      }
      let found = Self.quantiles(compared, value, most, sample)
      return found.isEmpty ? Self.even(value, most) : found
    }
  }

  /// How many choices there are, at most as many as can be told.
  var count: Double { numbers.reduce(1.0) { $0 * Double($1.count) } }

  private static func even(_ value: TunedValue, _ count: Int) -> [Double] {
    let width = value.greatest - value.least
    return (0..<count).map { value.least + width * Double($0) / Double(count - 1) }
  }

  private static func quantiles(
    _ key: CheckedExpression, _ value: TunedValue, _ count: Int, _ sample: TuningSample
  ) -> [Double] {
    let program = ColumnProgram(key)
    let scratch = ColumnScratch(capacityRows: sample.tiles.map(\.rows).max() ?? 1)
    var all: [Double] = []
    for table in sample.tiles.flatMap(\.scored) where table.rows > 0 {
      let column = [Double](unsafeUninitializedCapacity: table.rows) { out, initialized in
        table.values.withUnsafeBufferPointer { values in
          guard let values = values.baseAddress, let out = out.baseAddress else { return }
          let columns = table.schema.features.indices
          program.evaluate(
            ColumnInputs(numbers: columns.map { values + $0 * table.capacity }),
            rows: table.rows, scratch: scratch, into: out)
        }
        initialized = table.rows
      }
      all += column.filter { $0 >= value.least && $0 <= value.greatest }
    }
    all.sort()
    guard let last = all.last else { return [] }
    // At the ends of the range everybody there lies on one side.
    var found = [value.least]
    for place in 0..<count {
      let number = place == count - 1 ? last : all[place * all.count / count]
      if found.last != number { found.append(number) }
    }
    return found.last == value.greatest ? found : found + [value.greatest]
  }
}

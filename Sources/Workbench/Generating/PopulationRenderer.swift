// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Results

/// Writes out what one worker's blocks are and see, as bytes of the files.
final class PopulationRenderer: BlockVisitor, ViewObserver {
  private let model: PopulationModel
  private let segments: [[CSVField]]
  private let world: [(column: WorldColumn, levels: [CSVField])]
  private let features: [FeatureField]
  private let steps: [(feature: Int, name: CSVField)]
  private let months: [CSVField]

  private var truth = CustomerRows()
  private var view = CustomerRows()
  private var ledger = CustomerRows()
  private var customers: [CSVField] = []
  private var owners: [Int] = []

  init(_ model: PopulationModel, ledger: Ledger) {
    self.model = model
    segments = model.schemes.map { $0.segments.map(CSVField.init) }
    world = model.worldColumns.map { ($0, $0.levels.map(CSVField.init)) }
    features = model.schema.features.map(FeatureField.init)
    steps = ledger.entries.map { entry in
      let step = "\(entry.position + 1) \(entry.step)"
      return (model.schema.column(of: entry.feature) ?? 0, CSVField(step))
    }
    months = (0..<model.months).map { CSVField((model.from + $0).description) }
  }

  /// The block's bytes, file by file.
  var files: [[UInt8]] {
    [truth, view, ledger].map { $0.bytes(customers: customers.count) }
  }

  func begin(_ block: CustomerBlock) {
    let label = CustomerLabel(cohort: block.cohort, from: model.from)
    customers = (0..<block.count).map { label.field(block.firstIndex + $0) }
    owners = Array(0..<block.count)
    truth.removeAll()
    view.removeAll()
    ledger.removeAll()
  }

  func keep(_ kept: UnsafeBufferPointer<Int32>, of rows: Int) {
    owners = kept.map { owners[Int($0)] }
  }

  func end() {}

  func visit(month: Int, _ runner: BlockRunner) {
    for row in 0..<runner.rows { addTruth(row, month, runner) }
    runner.features.values.withUnsafeBufferPointer { values in
      for row in 0..<runner.rows { addView(row, month, values, runner.features.capacity) }
    }
  }

  func changed(
    entry: Int, month: Int, before: UnsafePointer<Double>, after: UnsafePointer<Double>, rows: Int
  ) {
    let step = steps[entry]
    let feature = features[step.feature]
    for row in 0..<rows where before[row].bitPattern != after[row].bitPattern {
      begin(&ledger.text, row, month)
      ledger.text.append(feature.name)
      ledger.text.append(step.name)
      feature.append(before[row], to: &ledger.text)
      feature.append(after[row], to: &ledger.text)
      ledger.endRow(of: owners[row])
    }
  }

  private func begin(_ text: inout CSVBuffer, _ row: Int, _ month: Int) {
    text.append(customers[owners[row]])
    text.append(months[month])
  }

  private func addTruth(_ row: Int, _ month: Int, _ runner: BlockRunner) {
    begin(&truth.text, row, month)
    for scheme in segments.indices {
      truth.text.append(segments[scheme][Int(runner.truth(of: scheme)[row])])
    }
    for (column, levels) in world {
      if levels.isEmpty {
        truth.text.append(runner.numbers(at: column.slot)[row])
      } else {
        truth.text.append(levels[Int(runner.levels(at: column.slot)[row])])
      }
    }
    truth.endRow(of: owners[row])
  }

  private func addView(
    _ row: Int, _ month: Int, _ values: UnsafeBufferPointer<Double>, _ capacity: Int
  ) {
    begin(&view.text, row, month)
    for (column, feature) in features.enumerated() {
      feature.append(values[column * capacity + row], to: &view.text)
    }
    view.endRow(of: owners[row])
  }
}

/// How values of a feature are written: numbers as they are, levels by name.
private struct FeatureField {
  let name: CSVField
  private let levels: [CSVField]

  init(_ feature: FeatureSchema.Feature) {
    name = CSVField(feature.name)
    if case .levels(let names) = feature.kind {
      levels = names.map(CSVField.init)
    } else {
      levels = []
    }
  }

  func append(_ value: Double, to text: inout CSVBuffer) {
    if let code = Int(exactly: value), levels.indices.contains(code) {
      text.append(levels[code])
    } else {
      text.append(value)
    }
  }
}

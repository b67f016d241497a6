// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Columns
import Customers
import Probability
import ScenarioLanguage

/// Rules compiled to loops over columns.
struct FittedRules: FittedClassifier {
  private let specification: RuleClassifier
  private let programs: [ColumnProgram]
  private let numberColumns: [Int]
  private let levelColumns: [(column: Int, levels: Int)]
  private let width: Int
  private let scheme: SegmentScheme

  init(_ specification: RuleClassifier, schema: FeatureSchema, scheme: SegmentScheme) {
    self.specification = specification
    self.scheme = scheme
    width = schema.features.count
    programs = specification.rules.map { ColumnProgram($0.condition) }
    let numbers = Set(specification.rules.flatMap(\.condition.numberSlots))
    let levels = Set(specification.rules.flatMap(\.condition.levelSlots))
    numberColumns = numbers.sorted()
    levelColumns = levels.sorted().map { column in
      if case .levels(let names) = schema.features[column].kind { return (column, names.count) }
      return (column, 0)
    }
  }

  var givesProbabilities: Bool { false }

  var description: [String] {
    let lines = specification.rules.map { rule in
      "\(scheme.segments[Int(rule.segment)]): \(rule.text)"
    }
    return lines + ["\(scheme.segments[Int(specification.otherwise)]): \(RuleList.last)"]
  }

  var parameters: [FittedParameter] {
    specification.thresholds.map { FittedParameter($0.name, [$0.value]) }
  }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    estimates.clearProbabilities()
    let rows = features.rows
    features.values.withUnsafeBufferPointer { values in
      estimates.segments.withUnsafeMutableBufferPointer { segments in
        guard let values = values.baseAddress, let out = segments.baseAddress,
          let truth = scratch.bytes(slot: 0, rows: rows)
        else { return }
        let inputs = inputs(values, stride: features.capacity, rows: rows, scratch)
        out.update(repeating: specification.otherwise, count: rows)
        for index in programs.indices.reversed() {
          programs[index].evaluateCondition(
            inputs, rows: rows, scratch: scratch.columns, into: truth)
          classifier_set_where(out, truth, specification.rules[index].segment, Int64(rows))
        }
      }
    }
  }

  /// The columns that the rules read; levels as bytes.
  private func inputs(
    _ values: UnsafePointer<Double>, stride: Int, rows: Int, _ scratch: PredictionScratch
  ) -> ColumnInputs {
    var inputs = ColumnInputs(
      numbers: Array(repeating: nil, count: width), levels: Array(repeating: nil, count: width))
    for column in numberColumns { inputs.numbers[column] = values + column * stride }
    for (index, source) in levelColumns.enumerated() {
      guard let codes = scratch.bytes(slot: index + 1, rows: rows) else { continue }
      classifier_level_codes(
        codes, values + source.column * stride, Int64(rows), Int32(source.levels))
      inputs.levels[source.column] = UnsafePointer(codes)
    }
    return inputs
  }
}

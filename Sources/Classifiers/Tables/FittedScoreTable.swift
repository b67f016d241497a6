// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability

/// A score table with its cut points known, ready to estimate.
struct FittedScoreTable: FittedClassifier {
  private let scores: [FittedScore]
  private let rules: DecisionRules
  private let scheme: SegmentScheme
  private let matcher: RuleMatcher

  init(scores: [FittedScore], rules: DecisionRules, scheme: SegmentScheme) {
    (self.scores, self.rules, self.scheme) = (scores, rules, scheme)
    matcher = RuleMatcher(rules)
  }

  var givesProbabilities: Bool { false }
  var description: [String] { scores.map(\.description) + rules.description(scheme) }
  var parameters: [FittedParameter] {
    scores.map { FittedParameter("\($0.specification.name).cuts", $0.cuts) }
  }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    estimates.clearProbabilities()
    let rows = features.rows
    guard rows > 0, let numbers = scratch.numbers(rows: rows * scores.count),
      let codes = scratch.bytes(slot: 0, rows: rows)
    else { return }
    features.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      for (slot, score) in scores.enumerated() {
        score.fill(
          values + score.specification.column * features.capacity, rows: rows, codes: codes,
          into: numbers + slot * rows)
      }
    }
    let inputs = ColumnInputs(
      numbers: scores.indices.map { UnsafePointer(numbers + $0 * rows) })
    matcher.decide(inputs, rows: rows, scratch, into: &estimates)
  }

  func values(of input: RuleInput, in features: FeatureTable) -> [Double] {
    let column = features.column(input.column)
    let score = scores[input.slot]
    var codes = [UInt8](repeating: 0, count: column.count)
    return [Double](unsafeUninitializedCapacity: column.count) { buffer, count in
      count = column.count
      guard let out = buffer.baseAddress else { return }
      column.withUnsafeBufferPointer { column in
        codes.withUnsafeMutableBufferPointer { codes in
          guard let values = column.baseAddress, let codes = codes.baseAddress else { return }
          score.fill(values, rows: column.count, codes: codes, into: out)
        }
      }
    }
  }
}

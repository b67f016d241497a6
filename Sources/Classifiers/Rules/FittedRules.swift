// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

/// Rules over features compiled to loops over columns.
struct FittedRules: FittedClassifier {
  private let rules: DecisionRules
  private let matcher: RuleMatcher
  private let columns: RuleColumns
  private let scheme: SegmentScheme

  init(_ rules: DecisionRules, schema: FeatureSchema, scheme: SegmentScheme) {
    (self.rules, self.scheme) = (rules, scheme)
    matcher = RuleMatcher(rules)
    columns = RuleColumns(
      rules.rules.map(\.condition), schema: schema, firstSlot: RuleMatcher.byteSlots)
  }

  var givesProbabilities: Bool { false }
  var description: [String] { rules.description(scheme) }
  var parameters: [FittedParameter] {
    rules.thresholds.map { FittedParameter($0.name, [$0.value]) }
  }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    estimates.clearProbabilities()
    let rows = features.rows
    features.values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      let inputs = columns.inputs(values, stride: features.capacity, rows: rows, scratch)
      matcher.decide(inputs, rows: rows, scratch, into: &estimates)
    }
  }
}

extension DecisionRules {
  /// The rules as lines for a person to read.
  func description(_ scheme: SegmentScheme) -> [String] {
    let lines = rules.map { "\(scheme.segments[Int($0.segment)]): \($0.text)" }
    return lines + (otherwise.map { ["\(scheme.segments[Int($0)]): \(RuleList.last)"] } ?? [])
  }
}

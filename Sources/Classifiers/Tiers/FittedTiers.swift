// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

/// A tier rule over the features of a view, ready to estimate.
struct FittedTiers: RememberingClassifier {
  let specification: TierClassifier
  let scheme: SegmentScheme
  private let machine: TierMachine
  private let measure: ColumnProgram
  private let columns: RuleColumns

  init(_ specification: TierClassifier, schema: FeatureSchema, scheme: SegmentScheme) {
    (self.specification, self.scheme) = (specification, scheme)
    machine = TierMachine(rule: specification.rule)
    measure = ColumnProgram(specification.measure)
    columns = RuleColumns([specification.measure], schema: schema, firstSlot: 0)
  }

  var givesProbabilities: Bool { false }
  var memoryWidth: Int { machine.width }
  var description: [String] { specification.description(scheme) }

  var parameters: [FittedParameter] {
    let rule = specification.rule
    func numbers(_ moves: [TierMove]) -> [Double] {
      moves.flatMap { move in
        let target = TierMove.Target.allCases.firstIndex(of: move.target) ?? 0
        return [Double(move.reviews), move.isConsecutive ? 1 : 0, Double(target), move.margin]
      }
    }
    let months = rule.calendar.amnesty.map { [$0.lowerBound, $0.upperBound] } ?? []
    return [
      FittedParameter("floors", rule.floors), FittedParameter("over", [Double(rule.over)]),
      FittedParameter("up", numbers(rule.up)), FittedParameter("down", numbers(rule.down)),
      FittedParameter("review", rule.calendar.isReviewed.map { $0 ? 1 : 0 }),
      FittedParameter("effective", [Double(rule.calendar.lag)]),
      FittedParameter("amnesty", months.map { Double($0.ordinal) }),
    ]
  }

  func isOnWatch(_ row: Int, by memory: CustomerMemory) -> Bool {
    machine.isOnWatch(row, by: memory)
  }

  /// Takes measures that are no finite number for unknown.
  ///
  /// - Returns: how many of them are none although all that they read is known.
  private func leaveOutNotNumbers(
    _ measures: UnsafeMutablePointer<Double>, _ values: UnsafePointer<Double>,
    _ features: FeatureTable
  ) -> Int {
    let read = specification.namedColumns ?? []
    var notNumbers = 0
    for row in 0..<features.rows where !measures[row].isFinite {
      measures[row] = .nan
      let isKnown = read.allSatisfy { !values[$0 * features.capacity + row].isNaN }
      notNumbers += isKnown ? 1 : 0
    }
    return notNumbers
  }

  func predict(
    _ features: FeatureTable, in month: Month, remembering memory: inout CustomerMemory,
    into estimates: inout Estimates, scratch: PredictionScratch
  ) {
    estimates.begin(features)
    estimates.clearProbabilities()
    let rows = features.rows
    guard let measures = scratch.numbers(rows: max(1, rows)) else { return }
    features.values.withUnsafeBufferPointer { values in
      guard rows > 0, let values = values.baseAddress else { return }
      let inputs = columns.inputs(values, stride: features.capacity, rows: rows, scratch)
      measure.evaluate(inputs, rows: rows, scratch: scratch.columns, into: measures)
      memory.measured += rows
      memory.notNumbers += leaveOutNotNumbers(measures, values, features)
    }
    estimates.segments.withUnsafeMutableBufferPointer { segments in
      guard let out = segments.baseAddress else { return }
      machine.advance(measures, rows: rows, in: month, remembering: &memory, into: out)
      for row in 0..<rows {
        let tier = Int(out[row])
        out[row] =
          tier < specification.segments.count
          ? specification.segments[tier] : specification.missing
      }
    }
  }
}

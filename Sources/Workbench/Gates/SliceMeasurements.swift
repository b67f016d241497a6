// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Results

/// The numbers of gates that are about some customers only, as rows of a table of measurements.
///
/// A table has no column for them: they stand behind what the number is taken over, as in
/// `overall for persona student`.
struct SliceMeasurements {
  /// What tells them from others in the `estimator` column.
  static let mark = " for "

  /// The rows, one for each number and month.
  private(set) var rows: [Results.Measurement] = []

  /// Takes the numbers that gates ask for.
  ///
  /// - Parameters:
  ///   - gates: the gates; those about all customers are passed over.
  ///   - scenario: the scenario that they are of.
  ///   - numbers: what was counted, by replicate.
  init(_ gates: [Gate], of scenario: Scenario, _ numbers: [GateNumbers]) {
    var known: Set<MeasurementSubject> = []
    for gate in gates {
      guard let slice = gate.slice else { continue }
      let estimator = gate.estimator ?? (gate.segment == nil ? "overall" : "segment")
      for month in gate.judgedMonths(of: scenario.population.months) {
        let found = numbers.map { $0.number(gate, of: gate.classifier, month: month) }
        let values = found.compactMap { try? $0.get() }
        var row = Results.Measurement(
          gate.metric.name, Self.mean(values, found),
          month: month.map { scenario.population.from + $0 }, scheme: gate.scheme,
          segment: gate.segment, classifier: gate.classifier,
          estimator: estimator + Self.mark + slice.words)
        row.n = values.reduce(0) { $0 + $1.count }
        if known.insert(MeasurementSubject(row)).inserted { rows.append(row) }
      }
    }
  }

  private static func mean(
    _ values: [GateNumber], _ found: [Result<GateNumber, Missing>]
  ) -> MeasuredValue {
    for case .failure(let missing) in found { return .undefined(reason: missing.reason) }
    let sum = values.reduce(0) { $0 + $1.value }
    return MeasuredValue(finite: sum / Double(values.count), orUndefined: "nothing was counted")
  }
}

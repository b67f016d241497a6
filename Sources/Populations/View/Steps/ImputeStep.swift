// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Puts a value where one is missing: the median of the development view, or a fixed number.
struct ImputeStep: ViewStep {
  static let id = "impute"
  static let summary = "fills missing values: `impute: median` of the development view, or a number"
  static let mechanism: ViewMechanism? = .missing
  static let shape = Shape.either([.choice(["median"]), .number(.any)])
  let fillsMissing = true
  private let fixed: Double?
  private let imputation: Int

  var keepsWholeNumbers: Bool { fixed.map { $0.rounded() == $0 } ?? true }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    if reader.node.text == "median" {
      fixed = nil
      imputation = context.addFit(.median)
    } else {
      guard let text = reader.text(), let number = ScenarioReader.parseNumber(text),
        number.isFinite
      else {
        reader.error("expected 'median' or a number, but got \(reader.node.summary)")
        return nil
      }
      fixed = number
      imputation = -1
    }
  }

  func reading(_ context: ReadingContext) -> StepReading {
    .fill(fixed ?? context.imputedValues[imputation])
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    fixed.map { range.hull($0...$0) } ?? range
  }

  func apply(to month: inout StepMonth) {
    let (values, rows, runner) = (month.values, month.rows, month.runner)
    if fixed == nil, month.month == 0 { runner.capture(imputation, values, rows) }
    let filling = fixed ?? runner.imputedValues[imputation]
    guard !filling.isNaN else { return month.noteUnfilled() }
    for row in 0..<rows { values[row] = values[row].isNaN ? filling : values[row] }
  }
}

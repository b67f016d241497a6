// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Keeps the value within two bounds.
struct ClipStep: ViewStep {
  static let id = "clip"
  static let summary = "values beyond two bounds are shown as the bounds: `clip: [0, 50_000]`"
  static let shape = Shape.list(.number(.any))
  private let bounds: ClosedRange<Double>

  var keepsWholeNumbers: Bool {
    [bounds.lowerBound, bounds.upperBound].allSatisfy { $0.rounded() == $0 }
  }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let items = reader.list() else { return nil }
    let numbers = items.compactMap { $0.number() }
    guard items.count == 2, numbers.count == 2, numbers[0] <= numbers[1] else {
      reader.error(
        "expected a lower and an upper bound, but got "
          + items.map(\.node.summary).joined(separator: " and "))
      return nil
    }
    bounds = numbers[0]...numbers[1]
  }

  func apply(to month: inout StepMonth) {
    let (values, rows) = (month.values, month.rows)
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    for row in 0..<rows {
      let value = values[row]
      values[row] = value < low ? low : value > high ? high : value
    }
  }
}

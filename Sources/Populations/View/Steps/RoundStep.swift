// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Rounds the value to the nearest multiple of a number, halves away from zero.
struct RoundStep: ViewStep {
  static let id = "round"
  static let summary = "rounds to the nearest multiple: `round: nearest 100`"
  static let mechanism: ViewMechanism? = .rounding
  static let shape = Shape.either([.number(.positive), .text])
  private let multiple: Double

  var keepsWholeNumbers: Bool { multiple.rounded() == multiple }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let text = reader.text() else { return nil }
    let number = text.hasPrefix("nearest ") ? String(text.dropFirst(8)) : text
    guard let multiple = ScenarioReader.parseNumber(number), multiple > 0, multiple.isFinite else {
      reader.error("expected 'nearest' and a number above 0, but got '\(text)'")
      return nil
    }
    self.multiple = multiple
  }

  func reading(_ context: ReadingContext) -> StepReading {
    let lattice = RoundedLattice(multiple)
    return .pieces { lattice.before($0).map { [$0] } ?? [] }
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.rounded(to: multiple)
  }

  func apply(to month: inout StepMonth) {
    let (values, rows) = (month.values, month.rows)
    for row in 0..<rows {
      values[row] = (values[row] / multiple).rounded(.toNearestOrAwayFromZero) * multiple
    }
  }
}

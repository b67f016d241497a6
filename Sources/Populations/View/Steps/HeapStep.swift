// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Rounds a share of the customers' values to round numbers, as people state them.
struct HeapStep: ViewStep {
  static let id = "heap"
  static let summary = "a share of the values is stated as a round number"
  static let mechanism: ViewMechanism? = .rounding
  static let shape = Shape.record(record)
  static let periods = DrawPeriod.allCases
  private static let record = RecordShape(
    "heap",
    [
      .init("to", .number(.positive), isRequired: true, "the round number, such as 1_000"),
      .init("share", .share, isRequired: true, "the share of values that is rounded"),
    ])
  private let multiple: Double
  private let share: Double
  private let period: DrawPeriod
  private let memory: Int?

  var keepsWholeNumbers: Bool { multiple.rounded() == multiple }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let record = reader.record(Self.record),
      let multiple = record.number("to", .positive), let share = record.share("share"),
      let period = context.requiredPeriod(reader)
    else { return nil }
    self.multiple = multiple
    self.share = share
    self.period = period
    memory = context.memory(for: period)
  }

  var drawsForLong: Bool { memory != nil }

  func reading(_ context: ReadingContext) -> StepReading {
    let (lattice, share) = (RoundedLattice(multiple), share)
    return .pieces { piece in
      guard piece.values != .missing else { return [piece] }
      return [piece.times(1 - share)] + (lattice.before(piece).map { [$0.times(share)] } ?? [])
    }
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.hull(range.rounded(to: multiple))
  }

  func apply(to month: inout StepMonth) {
    let uniforms = month.uniforms(per: period, memory: memory)
    let (values, rows) = (month.values, month.rows)
    for row in 0..<rows where uniforms[row] < share {
      values[row] = (values[row] / multiple).rounded(.toNearestOrAwayFromZero) * multiple
    }
  }
}

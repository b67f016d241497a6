// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

/// Leaves values out: at random, by what else is seen, or by the value itself.
struct MissingStep: ViewStep {
  static let id = "missing"
  static let summary = "leaves a share of the values out"
  static let mechanism: ViewMechanism? = .missing
  static let shape = Shape.record(record)
  static let periods = DrawPeriod.allCases
  static let suitsLevels = true
  let makesMissing = true
  let keepsWholeNumbers = true
  private static let record = RecordShape(
    "missing",
    [
      .init(
        "chance", .expression, isRequired: true,
        "the chance that it is missing: a share, or an expression over earlier features, the world "
          + "and 'value', the value itself")
    ], shortForm: "chance")
  private let chance: ColumnProgram
  private let constant: Double?
  private let period: DrawPeriod
  private let memory: Int?

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let record = reader.record(Self.record), let value = record["chance"],
      let checked = context.expression(value), let period = context.requiredPeriod(reader)
    else { return nil }
    constant = checked.constantValue
    if let constant, !(0...1).contains(constant) {
      value.error("must be within 0 and 1, but got \(constant)")
      return nil
    }
    chance = ColumnProgram(checked)
    self.period = period
    memory = context.memory(for: period)
  }

  var drawsForLong: Bool { memory != nil }

  func reading(_ context: ReadingContext) -> StepReading {
    .missing(
      MissingReading(
        chance.expression, valueSlot: context.valueSlot, seen: context.seenSlots))
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> { range }

  func apply(to month: inout StepMonth) {
    let uniforms = month.uniforms(per: period, memory: memory)
    let (values, rows, frame) = (month.values, month.rows, month.frame)
    if let constant {
      for row in 0..<rows { values[row] = uniforms[row] < constant ? .nan : values[row] }
      return
    }
    let chances = frame.scratch[2]
    chance.evaluate(frame.inputs, rows: rows, scratch: frame.columnScratch, into: chances)
    for row in 0..<rows { values[row] = uniforms[row] < chances[row] ? .nan : values[row] }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Shows the value as it was when it was last brought up to date.
struct RefreshStep: ViewStep {
  static let id = "refresh"
  static let summary = "the value is brought up to date only now and then"
  static let mechanism: ViewMechanism? = .lateness
  static let shape = Shape.record(record)
  static let suitsLevels = true
  let keepsWholeNumbers = true
  private static let record = RecordShape(
    "refresh",
    [
      .init("hazard", .share, "the chance each month that the value is brought up to date"),
      .init("every", .duration, "the months between, each customer in a phase of its own"),
    ])
  private let hazard: Double?
  private let every: Int?
  private let held: Int
  private let phase: Int

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let record = reader.record(Self.record),
      let kind = record.one(of: ["hazard", "every"], "way of refreshing")
    else { return nil }
    hazard = record.share("hazard")
    every = record.duration("every")
    guard kind == "hazard" ? hazard != nil : every != nil else { return nil }
    if let every, every < 1 {
      record["every"]?.error("must be at least 1 month")
      return nil
    }
    held = context.addState()
    phase = context.addState()
    context.hasRefresh = true
  }

  var lookBack: Int { every.map { $0 - 1 } ?? 0 }

  func reading(_ context: ReadingContext) -> StepReading {
    .lagged(every.map { .every($0) } ?? .hazard(hazard ?? 0))
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> { range }

  func apply(to month: inout StepMonth) {
    let (frame, rows) = (month.frame, month.rows)
    let (held, list) = (frame.numbers[held], frame.refreshed)
    guard month.age > 0 else {
      held.update(from: month.values, count: rows)
      if every != nil { keepPhase(month) }
      month.refreshed = .all
      return
    }
    let due = due(month)
    var count = 0
    for row in 0..<rows {
      list[count] = Int32(truncatingIfNeeded: row)
      count &+= due(row) ? 1 : 0
    }
    for k in 0..<count { held[Int(list[k])] = month.values[Int(list[k])] }
    month.values.update(from: held, count: rows)
    month.refreshed = .some(count)
  }

  /// The phase is drawn once: in which of the months between two refreshes the customer's lies.
  private func keepPhase(_ month: StepMonth) {
    _ = month.uniforms(per: .customer, memory: phase)
  }

  private func due(_ month: StepMonth) -> (Int) -> Bool {
    if let every {
      let phases = month.frame.numbers[phase]
      // Months count from the first scored one, so that no phase depends on the warm-up.
      let turn = (month.month % every + every) % every
      return { Int(phases[$0] * Double(every)) == turn }
    }
    let (uniforms, hazard) = (month.uniforms(per: .month, memory: nil), hazard ?? 0)
    return { uniforms[$0] < hazard }
  }
}

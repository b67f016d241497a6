// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Shows the value of some months ago, always or for a share of the values.
struct LateStep: ViewStep {
  static let id = "late"
  static let summary = "the value of some months ago is seen, always or with a chance"
  static let mechanism: ViewMechanism? = .lateness
  static let shape = Shape.record(record)
  static let periods = DrawPeriod.allCases
  static let suitsLevels = true
  let keepsWholeNumbers = true
  private static let record = RecordShape(
    "late",
    [
      .init("by", .duration, isRequired: true, "how old the value is that is seen"),
      .init("share", .share, "the share of values that come late; 1 if it is not said"),
    ])
  private let share: Double
  private let slots: [Int]
  private let period: DrawPeriod
  private let memory: Int?

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let record = reader.record(Self.record), let by = record.duration("by") else {
      return nil
    }
    guard (1...60).contains(by) else {
      record["by"]?.error("must be 1 to 60 months, but got \(by)")
      return nil
    }
    share = record.share("share") ?? 1
    if share < 1 {
      guard let period = context.requiredPeriod(reader) else { return nil }
      self.period = period
    } else {
      period = .month
    }
    memory = share < 1 ? context.memory(for: period) : nil
    slots = (0...by).map { _ in context.addState() }
  }

  var lookBack: Int { slots.count - 1 }

  var drawsForLong: Bool { memory != nil }

  func reading(_ context: ReadingContext) -> StepReading {
    .lagged(.late(share: share, by: lookBack))
  }

  /// The share that comes late of each month by itself; nothing where lateness lasts.
  var monthlyShare: Double? { period == .month ? share : nil }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> { range }

  func apply(to month: inout StepMonth) {
    let (values, rows, frame) = (month.values, month.rows, month.frame)
    frame.numbers[slots[month.age % slots.count]].update(from: values, count: rows)
    let back = min(month.age, slots.count - 1)
    let earlier = frame.numbers[slots[(month.age - back) % slots.count]]
    guard share < 1 else {
      values.update(from: earlier, count: rows)
      return
    }
    let uniforms = month.uniforms(per: period, memory: memory)
    for row in 0..<rows { values[row] = uniforms[row] < share ? earlier[row] : values[row] }
  }
}

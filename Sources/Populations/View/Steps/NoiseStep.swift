// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Adds a draw of a law to the value: errors that do not grow with it.
struct PlusStep: ViewStep {
  static let id = "plus"
  static let summary = "adds noise drawn by a law, or a fixed number"
  static let mechanism: ViewMechanism? = .noise
  static let shape = ViewContext.noiseShape
  static let periods = DrawPeriod.allCases
  private let noise: StepNoise

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let noise = StepNoise(reading: reader, &context) else { return nil }
    self.noise = noise
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.combined(noise.range, +)
  }

  func apply(to month: inout StepMonth) {
    noise.apply(to: month) { value, noise in value + noise }
  }

  var drawsForLong: Bool { noise.isDrawnForLong }

  var expressions: [CheckedExpression] { noise.expressions }

  func reading(_ context: ReadingContext) -> StepReading { noise.reading(.plus, context) }
}

/// Multiplies the value with a draw of a law: errors in proportion to it.
struct TimesStep: ViewStep {
  static let id = "times"
  static let summary = "multiplies with noise drawn by a law, or with a fixed number"
  static let mechanism: ViewMechanism? = .noise
  static let shape = ViewContext.noiseShape
  static let periods = DrawPeriod.allCases
  private let noise: StepNoise

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    guard let noise = StepNoise(reading: reader, &context) else { return nil }
    self.noise = noise
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    range.combined(noise.range, *)
  }

  func apply(to month: inout StepMonth) {
    noise.apply(to: month) { value, noise in value * noise }
  }

  var drawsForLong: Bool { noise.isDrawnForLong }

  var expressions: [CheckedExpression] { noise.expressions }

  func reading(_ context: ReadingContext) -> StepReading { noise.reading(.times, context) }

  /// How a factor is drawn that each customer keeps; nothing for other factors.
  var customerFactor: DrawPlan? { noise.customerPlan }
}

/// The noise of a step: a law for a period, or a fixed number.
struct StepNoise: Sendable {
  private enum Kind: Sendable {
    case fixed(Double)
    case drawn(DrawPlan, DrawPeriod, memory: Int?)
  }

  private let kind: Kind

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    if reader.node.entries == nil {
      guard let number = reader.number() else { return nil }
      kind = .fixed(number)
      return
    }
    guard let plan = context.plan(reader), let period = context.requiredPeriod(reader) else {
      return nil
    }
    kind = .drawn(plan, period, memory: context.memory(for: period))
  }

  /// How noise is drawn that each customer keeps; nothing for other noise.
  var customerPlan: DrawPlan? {
    if case .drawn(let plan, .customer, _) = kind { plan } else { nil }
  }

  /// The least and the greatest noise.
  var range: ClosedRange<Double> {
    switch kind {
    case .fixed(let number): number...number
    case .drawn(let plan, _, _): plan.range
    }
  }

  /// Whether it stays the same for longer than a month.
  var isDrawnForLong: Bool { if case .drawn(_, _, .some) = kind { true } else { false } }

  /// The parameters of its law that are expressions.
  var expressions: [CheckedExpression] {
    if case .drawn(let plan, _, _) = kind { plan.expressions } else { [] }
  }

  func reading(
    _ combination: NoiseChannel.Combination, _ context: ReadingContext
  ) -> StepReading {
    switch kind {
    case .fixed(let number): return combination.reading(of: number)
    case .drawn(let plan, _, _):
      do throws(Unavailable) {
        return NoiseChannel.reading(combination, try context.setting(plan))
      } catch {
        return .unreadable("has noise for which \(error.reason)")
      }
    }
  }

  @inline(__always)
  func apply(to month: StepMonth, _ combine: (Double, Double) -> Double) {
    let (values, rows) = (month.values, month.rows)
    switch kind {
    case .fixed(let number):
      for row in 0..<rows { values[row] = combine(values[row], number) }
    case .drawn(let plan, let period, let memory):
      let noise = month.draws(plan, per: period, memory: memory)
      for row in 0..<rows { values[row] = combine(values[row], noise[row]) }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Shows a mean, maximum, minimum, sum, latest value or trend of the last months.
///
/// One step type serves all statistics: each is a key of its own, such as `mean of: 3 months`.
struct WindowStep: Sendable {
  /// The window's columns.
  let memory: WindowMemory

  /// Reads the number of months of a window.
  ///
  /// - Parameters:
  ///   - statistic: what is made of the months.
  ///   - reader: a length of time.
  ///   - addState: reserves a state column.
  /// - Returns: the window; nothing when the length is none.
  static func memory(
    _ statistic: WindowStatistic, _ reader: ScenarioReader, addState: () -> Int
  ) -> WindowMemory? {
    guard let months = reader.duration() else { return nil }
    let least = statistic == .trend ? 2 : 1
    guard (least...60).contains(months) else {
      reader.error("must be \(least) to 60 months, but got \(months)")
      return nil
    }
    return WindowMemory(statistic: statistic, slots: (0..<months).map { _ in addState() })
  }
}

/// A window as a view step, one type for each statistic.
protocol WindowViewStep: ViewStep {
  /// What is made of the months.
  static var statistic: WindowStatistic { get }
  /// The window's columns.
  var memory: WindowMemory { get }
  /// Makes the step.
  init(memory: WindowMemory)
}

extension WindowViewStep {
  static var id: String { statistic.rawValue + " of" }
  static var summary: String { "the \(statistic.rawValue) of the last months" }
  static var shape: Shape { .duration }
  static var mechanism: ViewMechanism? { nil }
  var isDeparture: Bool { false }
  var lookBack: Int { memory.slots.count - 1 }

  init?(reading reader: ScenarioReader, _ context: inout ViewContext) {
    var added = context
    let memory = WindowStep.memory(Self.statistic, reader) { added.addState() }
    context = added
    guard let memory else { return nil }
    self.init(memory: memory)
  }

  func reading(_ context: ReadingContext) -> StepReading {
    memory.slots.count == 1 && Self.statistic != .trend
      ? .pieces { [$0] }
      : .unreadable("is the \(Self.statistic.rawValue) of \(memory.slots.count) months")
  }

  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> {
    switch Self.statistic {
    case .mean, .max, .min, .last: range
    case .sum: range.lowerBound >= 0 ? range.lowerBound ... .infinity : .everything
    case .trend: .everything
    }
  }

  func apply(to month: inout StepMonth) {
    memory.apply(to: month.values, month.frame, age: month.age)
  }
}

/// The mean of the last months.
struct MeanStep: WindowViewStep {
  static let statistic = WindowStatistic.mean
  let memory: WindowMemory
}

/// The greatest value of the last months.
struct MaxStep: WindowViewStep {
  static let statistic = WindowStatistic.max
  let memory: WindowMemory
}

/// The least value of the last months.
struct MinStep: WindowViewStep {
  static let statistic = WindowStatistic.min
  let memory: WindowMemory
}

/// The sum of the last months.
struct SumStep: WindowViewStep {
  static let statistic = WindowStatistic.sum
  let memory: WindowMemory
}

/// The latest value that is not missing.
struct LastStep: WindowViewStep {
  static let suitsLevels = true
  static let statistic = WindowStatistic.last
  let memory: WindowMemory
}

/// The slope per month over the last months.
struct TrendStep: WindowViewStep {
  static let statistic = WindowStatistic.trend
  let memory: WindowMemory
}

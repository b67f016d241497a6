// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

/// One step between the world and what the bank sees of a quantity.
///
/// A step is a value read from the scenario; what it must remember of a customer from month to
/// month lives in state columns of the block.
protocol ViewStep: Sendable {
  /// The key under which it is written, such as `round`.
  static var id: String { get }
  /// What it does, in one sentence.
  static var summary: String { get }
  /// What may stand under the key.
  static var shape: Shape { get }
  /// What it does to the truth, as errors are traced to it; nothing where it hides nothing by itself.
  static var mechanism: ViewMechanism? { get }
  /// When its randomness may be drawn; empty when it draws nothing.
  static var periods: [DrawPeriod] { get }
  /// Whether it makes sense for levels, which have neither order nor size.
  static var suitsLevels: Bool { get }
  /// Reads the step.
  ///
  /// - Parameters:
  ///   - reader: the value under the step's key.
  ///   - context: names, months and columns.
  init?(reading reader: ScenarioReader, _ context: inout ViewContext)
  /// How many months before the present one it looks back; nothing for no finite number.
  var lookBack: Int { get }
  /// Whether its result may be missing where its input was not.
  var makesMissing: Bool { get }
  /// Whether its result is never missing.
  var fillsMissing: Bool { get }
  /// Whether what it changes counts as a departure of the view from the truth.
  var isDeparture: Bool { get }
  /// The kind of value it makes of whole numbers: whether they stay whole.
  var keepsWholeNumbers: Bool { get }
  /// Whether its result has the unit of its input.
  var keepsUnit: Bool { get }
  /// The expressions over the world and earlier features that it reads.
  var expressions: [CheckedExpression] { get }
  /// What is to be said of it beside its name; nothing when the name says enough.
  var note: String? { get }
  /// The least and the greatest value it can show.
  ///
  /// - Parameter range: the least and the greatest value it is given.
  /// - Returns: a range that is never narrower than the truth.
  func range(after range: ClosedRange<Double>) -> ClosedRange<Double>
  /// Whether what it draws stays the same for longer than a month.
  var drawsForLong: Bool { get }
  /// Changes the feature's values of one month in place.
  ///
  /// - Parameter month: the values, the block's rows and the step's cells.
  func apply(to month: inout StepMonth)
  /// How it is read backwards, from what it shows to what it was given.
  ///
  /// - Parameter context: what else is known of the feature.
  /// - Returns: the reading, or why there is none.
  func reading(_ context: ReadingContext) -> StepReading
}

/// What is known of a feature when its steps are read backwards.
struct ReadingContext {
  /// The slot of the feature's own value.
  let valueSlot: Int
  /// The slots of the features that are seen.
  let seenSlots: Set<Int>
  /// What imputations put in, by their number.
  let imputedValues: [Double]
  /// How expressions over the world read where the cells of some numbers are known.
  let setting: Setting
}

extension ViewStep {
  static var periods: [DrawPeriod] { [] }
  static var suitsLevels: Bool { false }
  var lookBack: Int { 0 }
  var makesMissing: Bool { false }
  var fillsMissing: Bool { false }
  var isDeparture: Bool { true }
  var keepsWholeNumbers: Bool { false }
  var keepsUnit: Bool { true }
  var expressions: [CheckedExpression] { [] }
  var note: String? { nil }
  func range(after range: ClosedRange<Double>) -> ClosedRange<Double> { .everything }
  var drawsForLong: Bool { false }
}

/// When the randomness of a step is drawn.
enum DrawPeriod: String, Sendable, CaseIterable {
  /// Once for a customer.
  case customer
  /// Whenever the feature is refreshed.
  case refresh
  /// Anew each month.
  case month
}

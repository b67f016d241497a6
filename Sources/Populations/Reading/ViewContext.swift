// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// What a view step needs while it is read: names, months, columns.
struct ViewContext {
  let builder: ModelBuilder
  /// The slot of the feature's values.
  let slot: Int
  /// Features read so far, as names.
  let features: [(name: String, value: NamedValue)]
  /// The period written beside the step.
  let period: DrawPeriod?
  /// Whether a refresh step stands before.
  var hasRefresh = false
  /// Where the feature's true value comes from.
  let source: ViewModel.Source
  /// The steps before.
  var before: [any ViewStep] = []

  /// What reaches the step in the first month, where the declared laws tell: nothing has changed
  /// before it, so that earlier values have the same laws.
  var firstMonth: TrueScores? {
    guard before.allSatisfy({ $0 is RefreshStep || $0 is LateStep }),
      case .number(let slot) = source
    else { return nil }
    return builder.firstMonthLaws(of: slot).flatMap { TrueScores($0) }
  }

  /// What may stand under a noise step: a fixed number or a law.
  static let noiseShape = Shape.either([.number(.any), .record(noiseRecord)])
  private static let noiseRecord = RecordShape("noise", LawReading.fields)

  /// Reserves a column that a step keeps from month to month.
  mutating func addState() -> Int { builder.layout.addNumber() }

  /// Reserves numbers that are learned from the development view.
  mutating func addFit(_ kind: DevelopmentFit.Kind) -> Int {
    let slot = builder.fits.reduce(0) { $0 + $1.count }
    builder.fits.append(DevelopmentFit(kind: kind, slot: slot))
    return slot
  }

  /// Reserves a column for randomness that outlasts a month.
  mutating func memory(for period: DrawPeriod) -> Int? {
    period == .month ? nil : builder.layout.addNumber()
  }

  /// The period, which every random step must say.
  func requiredPeriod(_ reader: ScenarioReader) -> DrawPeriod? {
    guard let period else {
      reader.error(
        "a random step must say when it is drawn",
        advice: "add 'per: customer', 'refresh' or 'month'")
      return nil
    }
    if period == .refresh, !hasRefresh {
      reader.error("'per: refresh' needs a refresh step before it")
      return nil
    }
    return period
  }

  /// Reads an expression over earlier features, the world and the value itself.
  func expression(_ reader: ScenarioReader) -> CheckedExpression? {
    builder.number(reader, extra: features + [("value", .number(slot: slot))])
  }

  /// Reads a law.
  func plan(_ reader: ScenarioReader) -> DrawPlan? {
    guard let record = reader.record(Self.noiseRecord),
      let key = record.one(of: LawReading.keys, "law"), let value = record[key],
      let template = LawReading.template(key, value, expression)
    else { return nil }
    return builder.plan(template, value)
  }
}

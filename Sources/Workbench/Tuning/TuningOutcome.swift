// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Probability
import Results
import ScenarioLanguage

/// What a search for better values has found.
public struct TuningOutcome: Sendable {
  /// What a person wants to know of it.
  public let summary: TuningSummary
  /// All candidates, as the file `candidates.csv`.
  public let candidates: [UInt8]
  /// The changes of the scenario's file; none when its values may stay or nothing meets the conditions.
  public let edits: [ScenarioEdit]

  init(
    _ scenario: Scenario, _ tuning: TuningSpecification, _ search: TuningSearch,
    _ answer: TuningAnswer?, _ confirmation: TuningConfirmation
  ) {
    let study = search.study
    candidates = study.csv(alike: Set((answer?.alike ?? []).map(\.point)))
    let present = study[point: tuning.values.map(\.present)]
    let best = answer?.best ?? study.bestRecord
    let chosen = answer?.chosen ?? best
    func measure(_ criterion: Criterion, _ value: (TuningStudy.Record) -> Double?)
      -> TuningSummary.Measure
    {
      let number = chosen.flatMap(value)
      return TuningSummary.Measure(
        title: criterion.title, wish: criterion.wish.text, present: present.flatMap(value),
        best: best.flatMap(value), chosen: number,
        isMet: number != nil && criterion.shortfall(number) == 0)
    }
    var summary = TuningSummary(goal: measure(tuning.objective) { $0.objective })
    summary.scenario = scenario.name
    summary.seed = scenario.seed
    summary.classifier = scenario.classifiers[tuning.classifier].name
    summary.customers = search.engine.sample.customers
    summary.customerMonths = search.engine.sample.rows
    summary.candidates = study.records.count
    (summary.allowed, summary.end) = (tuning.candidates, search.end)
    summary.dropped = study.records.count { $0.isDropped }
    summary.without = study.mostWithout
    summary.leavingMore = study.records.count { study.excess($0) > 0 }
    summary.alike = answer?.alike.count ?? 0
    summary.isExpected = search.engine.sample.isExpected
    summary.withoutChances = search.engine.sample.withoutChances
    summary.isMet = answer != nil
    summary.keepsFile = answer?.keepsFile ?? false
    summary.conditions = tuning.constraints.indices.map { index in
      measure(tuning.constraints[index]) { $0.constraints[index] }
    }
    summary.values = tuning.values.indices.map { index in
      Self.value(index, tuning, best, chosen, answer, confirmation)
    }
    if let answer, let present, let chosen = study[point: answer.chosen.point]?.score,
      let gain = present.score?.excess(over: chosen, tuning.objective)
    {
      summary.gain = Self.difference(gain)
    }
    summary.fresh = answer.flatMap { Self.fresh(confirmation, $0, tuning.objective) }
    self.summary = summary
    let changed = tuning.values.indices.filter { index in
      answer != nil && chosen.map { $0.point[index] != tuning.values[index].present } ?? false
    }
    edits = changed.map { index in
      let value = tuning.values[index]
      return ScenarioEdit(path: value.path, text: value.text(chosen?.point[index] ?? value.present))
    }
  }

  private static func value(
    _ index: Int, _ tuning: TuningSpecification, _ best: TuningStudy.Record?,
    _ chosen: TuningStudy.Record?, _ answer: TuningAnswer?, _ confirmation: TuningConfirmation
  ) -> TuningSummary.Value {
    let own = tuning.values[index]
    var value = TuningSummary.Value(
      name: own.name, present: own.present, best: best?.point[index] ?? own.present,
      chosen: chosen?.point[index] ?? own.present)
    guard let answer else { return value }
    value.plateau = answer.values[index].plateau
    value.reset = answer.values[index].reset.map(difference)
    let total = answer.values.reduce(0) { $0 + $1.variance }
    value.share = total > 0 ? answer.values[index].variance / total : nil
    value.spread = confirmation.spread(
      of: index, about: value.best, within: own.least...own.greatest)
    return value
  }

  private static func difference(_ excess: PairedExcess) -> TuningSummary.Difference {
    let half = StudentT.quantile(0.975, freedom: excess.freedom) * excess.standardError
    return .init(value: excess.value, low: excess.value - half, high: excess.value + half)
  }

  private static func fresh(
    _ confirmation: TuningConfirmation, _ answer: TuningAnswer, _ goal: Criterion
  ) -> TuningSummary.Fresh? {
    let found = goal.loss(answer.best.objective)
    guard let optimism = confirmation.mean({ goal.loss($0.best) - found }),
      let gain = confirmation.mean({ goal.loss($0.present) - goal.loss($0.chosen) })
    else { return nil }
    let count = confirmation.populations.count
    let quantile = StudentT.quantile(0.975, freedom: Double(count - 1))
    func interval(_ mean: (value: Double, error: Double)) -> TuningSummary.Difference {
      .init(
        value: mean.value, low: mean.value - quantile * mean.error,
        high: mean.value + quantile * mean.error)
    }
    return .init(populations: count, optimism: interval(optimism), gain: interval(gain))
  }

  /// The text of the scenario's file with the values to take, every other character as it was.
  ///
  /// - Parameter document: the file as it was read.
  /// - Returns: the new text.
  /// - Throws: a problem for a value that does not stand in the file: see `Tuner.tryWriting(to:)`.
  public func text(of document: ScenarioDocument) throws(ScenarioProblems) -> String {
    try document.text(applying: edits)
  }
}

extension Criterion.Wish {
  /// What is wanted, in words.
  var text: String {
    switch self {
    case .least: "as small as can be"
    case .greatest: "as great as can be"
    case .atLeast(let limit): "at least \(NumberText.text(limit))"
    case .atMost(let limit): "at most \(NumberText.text(limit))"
    }
  }
}

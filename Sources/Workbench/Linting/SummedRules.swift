// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import ScenarioLanguage

/// Rules in which sums of features stand as inputs of their own.
///
/// Where conditions compare sums of features (`deposits + 0.8 * funds >= 50_000`, `aum > debt + 10`), the sums and the
/// features that are read alone settle their answers, so that cells of these can be tried in place of customers.
struct SummedRules {
  /// The rules, with the sums as the last inputs.
  let rules: DecisionRules
  /// What they read of drawn customers, by input.
  let values: [[Double]]
  /// The least and the greatest value there can be, by input.
  let ranges: [ClosedRange<Double>]
  /// The inputs that have numbers in common.
  let linked: [LinkedInputs]
  /// How many of the inputs are sums.
  let sums: Int

  /// Puts sums in the place of the features that are read in them alone, and beside those that are read otherwise too.
  ///
  /// - Parameters:
  ///   - rules: the rules.
  ///   - values: what they read of drawn customers, by input.
  ///   - columnRanges: the least and the greatest value there can be, by column.
  init(_ rules: DecisionRules, _ values: [[Double]], _ columnRanges: [ClosedRange<Double>]) {
    let features = Features(rules, values, columnRanges)
    let survey = SumSurvey(rules)
    var (placed, links, taken) = ([PlacedSum](), [LinkedSums](), Set<Int>())
    for group in survey.groups {
      let isSettled = survey.isSettled(group, features.inputs(group.slots))
      guard isSettled ? features.isConnected(group.sums[0]) : features.canBeLinked(group) else {
        continue
      }
      if !isSettled { links.append(group) }
      taken.formUnion(isSettled ? Set(group.slots) : Set(group.slots).subtracting(group.alone))
      for sum in group.sums {
        placed.append(
          PlacedSum(
            sum: sum, slot: features.freeSlot + placed.count,
            inputs: features.inputs(sum.form.slots), isLinked: !isSettled))
      }
    }
    let kept = rules.inputs.filter { !taken.contains($0.slot) }
    self.rules =
      placed.isEmpty
      ? rules
      : rules.reading(kept + placed.map(\.input)) { condition in
        CheckedExpression(condition.root.replacing { PlacedSum.replacing($0, placed) })
      }
    self.values =
      kept.map { features.values($0.slot) }
      + placed.map { $0.sum.values($0.sum.form.slots.map(features.values)) }
    ranges =
      kept.map { features.range($0.slot) }
      + placed.map { $0.sum.form.range(times: $0.sum.scale, features.range) }
    sums = placed.count
    let slots = kept.map(\.slot) + placed.map(\.slot)
    linked = links.map { group in
      let parts = group.slots
      let own = group.alone.sorted().map { alone in
        LinkedInputs.Member(
          input: slots.firstIndex(of: alone) ?? 0, weights: parts.map { $0 == alone ? 1 : 0 })
      }
      let sums = placed.filter { $0.isLinked && !Set($0.sum.form.slots).isDisjoint(with: parts) }
      return LinkedInputs(
        parts: parts.map(features.part),
        members: own
          + sums.map { sum in
            LinkedInputs.Member(
              input: slots.firstIndex(of: sum.slot) ?? 0, weights: parts.map(sum.weight))
          })
    }
  }
}

/// What is known of the features that some rules read.
private struct Features {
  private let inputs: [Int: RuleInput]
  private let drawn: [Int: [Double]]
  private let ranges: [Int: ClosedRange<Double>]
  /// The first slot that no feature has.
  let freeSlot: Int

  init(_ rules: DecisionRules, _ values: [[Double]], _ columnRanges: [ClosedRange<Double>]) {
    var (inputs, drawn, ranges) = (
      [Int: RuleInput](), [Int: [Double]](), [Int: ClosedRange<Double>]()
    )
    for (input, own) in zip(rules.inputs, values) {
      (inputs[input.slot], drawn[input.slot]) = (input, own)
      guard input.values == .numbers || input.values == .wholeNumbers else { continue }
      // A range that a drawn customer leaves is none.
      let range = columnRanges[input.column]
      if own.allSatisfy({ $0.isNaN || range.contains($0) }) { ranges[input.slot] = range }
    }
    (self.inputs, self.drawn, self.ranges) = (inputs, drawn, ranges)
    freeSlot = (inputs.keys.max() ?? 0) + 1
  }

  func inputs(_ slots: [Int]) -> [RuleInput] { slots.compactMap { inputs[$0] } }

  func values(_ slot: Int) -> [Double] { drawn[slot] ?? [] }

  func range(_ slot: Int) -> ClosedRange<Double> { ranges[slot] ?? -.infinity ... .infinity }

  /// Whether every number between a sum's ends can be one.
  func isConnected(_ sum: ComparedSum) -> Bool {
    sum.isConnected(inputs(sum.form.slots), sum.form.slots.map(range))
  }

  /// Whether bounds alone tell which sums and numbers go together: those of real numbers, or one plain sum of whole
  /// numbers, whose bounds meet in whole numbers.
  func canBeLinked(_ group: LinkedSums) -> Bool {
    let parts = inputs(group.slots)
    guard parts.count == group.slots.count else { return false }
    if parts.allSatisfy({ $0.values == .numbers }) { return true }
    return parts.allSatisfy { $0.values == .wholeNumbers } && group.sums.count == 1
      && group.sums[0].weights.allSatisfy { $0 == 1 }
  }

  func part(_ slot: Int) -> LinkedInputs.Part {
    LinkedInputs.Part(
      range: range(slot),
      mayBeMissing: inputs[slot]?.mayBeMissing != false || values(slot).contains(where: \.isNaN),
      isWhole: inputs[slot]?.values == .wholeNumbers)
  }
}

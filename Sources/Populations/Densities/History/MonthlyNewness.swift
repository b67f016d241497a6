// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether what is seen in one month says nothing about another month, the levels' path given.
struct MonthlyNewness {
  private let plan: PosteriorPlan

  init(_ plan: PosteriorPlan) { self.plan = plan }

  /// Looks at all that is seen and at what the segment depends on.
  ///
  /// - Throws: what goes on from month to month.
  func check() throws(Unavailable) {
    let quantities = plan.model.quantities.filter(\.levelNames.isEmpty)
    func name(_ slot: Int) -> String { quantities.first { $0.slot == slot }?.name ?? "?" }
    if let group = plan.pathGroups.first {
      throw Unavailable("'\(name(group.slot))' goes on from month to month")
    }
    if let kept = plan.groups.first(where: { !$0.latent.node.isEachMonth }) {
      throw Unavailable("'\(kept.latent.name)' goes on from month to month")
    }
    if let tenure = plan.tenureFeatures.first {
      throw Unavailable("feature '\(tenure.name)' tells the months on the books")
    }
    guard plan.others.isEmpty else {
      throw Unavailable("one number decides what is seen of another")
    }
    if let limit = plan.limit { throw Unavailable(limit.reason) }
    for column in plan.columns {
      let feature = plan.model.view.features[column]
      for placed in feature.steps where placed.step.drawsForLong {
        guard isHarmless(placed.step, feature) else {
          throw Unavailable(
            "feature '\(feature.name)' is '\(type(of: placed.step).id)' alike in several months")
        }
      }
    }
  }

  /// Whether the step says nothing even when its draws outlast a month: values that are missing
  /// whatever they are, and stay so, tell nothing.
  private func isHarmless(_ step: any ViewStep, _ feature: ViewModel.Feature) -> Bool {
    let isFilled = feature.steps.contains { $0.step.fillsMissing }
    let context = ReadingContext(
      valueSlot: feature.slot,
      seenSlots: Set(plan.seen.map { plan.model.view.features[$0].slot }),
      imputedValues: plan.model.imputedValues, setting: Setting(WorkedOut(plan.model)))
    guard case .missing(.regardless) = step.reading(context) else { return false }
    return !isFilled
  }
}

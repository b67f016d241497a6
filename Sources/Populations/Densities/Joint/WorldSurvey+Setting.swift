// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// Where the value of a feature comes from, in a setting.
enum SeenSource: Sendable {
  /// A number that is drawn.
  case number(Int)
  /// A level.
  case levels(Int)
  /// What follows from levels alone.
  case known(CheckedExpression)
  /// Something else.
  case other
}

extension WorldSurvey {
  /// Finds where the features' values come from, and reads those that follow from levels alone.
  mutating func readSources() throws(Unavailable) {
    for column in columns.sorted() {
      let feature = model.view.features[column]
      let found = try source(feature.source)
      sources[column] = found
      guard case .known(let value) = found else { continue }
      let levels = Set(value.levelSlots)
      let moves = model.quantities.contains {
        guard case .levels(let node) = $0.kind, levels.contains($0.slot) else { return false }
        return node.mover != nil
      }
      let reading = try FeatureReading(
        feature, column: column, readingContext(feature),
        isConstant: !moves && decidersAreConstant)
      pathGroups.append(ConstantGroup(reading, value))
    }
  }

  private func source(_ source: ViewModel.Source) throws(Unavailable) -> SeenSource {
    let expression: CheckedExpression
    switch source {
    case .levels(let slot): return .levels(slot)
    case .number(let slot): expression = try setting(CheckedExpression(.number(slot: slot)))
    case .expression(let program): expression = try setting(program.expression)
    }
    if case .number(let slot) = expression.root { return .number(slot) }
    return expression.numberSlots.isEmpty ? .known(expression) : .other
  }

  /// How a number is drawn in the setting.
  func settled(_ node: LawNode) throws(Unavailable) -> LawNode {
    var settled = node
    for index in settled.plans.indices { settled.plans[index] = try setting(node.plans[index]) }
    return settled
  }

  /// Whether no deciding number ever changes.
  var decidersAreConstant: Bool {
    model.quantities.allSatisfy { quantity in
      guard setting.cells[quantity.slot] != nil, case .law(let node) = quantity.kind else {
        return true
      }
      return !node.isEachMonth && node.monthly == nil && node.afterMove == .keep
        && node.overlays.allSatisfy { $0 == nil }
    }
  }

  /// The features whose readings differ between settings, with whether single values of theirs have a
  /// density, not a probability.
  var decided: [(reading: FeatureReading, isDensity: Bool)] {
    guard !setting.cells.isEmpty else { return [] }
    let readings =
      groups.flatMap { group in
        group.exact.map { ($0, !group.latent.isDiscrete) }
          + group.noisy.map { ($0.feature, !$0.channel.isDiscrete) }
          + group.children.flatMap { child in child.features.map { ($0, !child.channel.isDiscrete) }
          }
      }
      + pathGroups.compactMap { $0 as? ConstantGroup }.map { group in
        (group.feature, group.feature.channel.map { !$0.isDiscrete } ?? false)
      }
    return readings.filter { reading, _ in isDecided(model.view.features[reading.column]) }
  }

  private func isDecided(_ feature: ViewModel.Feature) -> Bool {
    if case .number(let slot) = feature.source {
      if model.quantities.contains(where: { quantity in
        if case .derived = quantity.kind { quantity.slot == slot } else { false }
      }) {
        return true
      }
    }
    return !feature.steps.allSatisfy(\.step.expressions.isEmpty)
  }
}

extension LatentReading {
  /// Whether single values of it have a probability.
  var isDiscrete: Bool {
    node.plans.contains { plan in
      switch plan {
      case .levelled(_, let laws, _): laws.contains { $0.isDiscrete }
      case .byRow(_, _, let template): template.isDiscrete
      }
    }
  }
}

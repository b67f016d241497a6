// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// The keys of one item of a feature's list.
  static let stepShape = RecordShape(
    "a step",
    [.init("of", .expression, "what it is of: a quantity or an expression over the world")]
      + ViewStepRegistry.all.map { .init($0.id, $0.shape, $0.summary) }
      + [
        .init(
          "per", .choice(DrawPeriod.allCases.map(\.rawValue)),
          "when its randomness is drawn: once per customer, per refresh, or each month")
      ], mayBeAnnotated: true)

  /// Reads the scenario's `view` block.
  func readView(_ reader: ScenarioReader) -> ViewModel {
    var features: [ViewModel.Feature] = []
    var kinds: [FeatureSchema.Feature] = []
    var entries = 0
    var known: [(name: String, value: NamedValue)] = []
    let written = reader.named("feature") ?? []
    blockBeingRead = BlockBeingRead(.view, written)
    for (name, value) in written {
      blockBeingRead?.go(to: name)
      guard let (feature, kind) = readFeature(name, value, known, &entries) else {
        known.append(("view." + name, .unread))
        continue
      }
      features.append(feature)
      known.append(("view." + name, .number(slot: feature.slot)))
      kinds.append(.init(name: name, kind: kind))
    }
    blockBeingRead = nil
    return ViewModel(
      features: features, schema: FeatureSchema(features: kinds), fits: fits)
  }

  private func readFeature(
    _ name: String, _ reader: ScenarioReader, _ known: [(name: String, value: NamedValue)],
    _ entries: inout Int
  ) -> (ViewModel.Feature, FeatureSchema.Kind)? {
    guard let items = reader.list(), let first = items.first,
      let origin = first.record(Self.stepShape), let of = origin["of"]
    else {
      if reader.node.items != nil {
        reader.error("the first step must be 'of'", advice: "such as [{of: income}, {round: 1}]")
      }
      return nil
    }
    let slot = layout.addNumber()
    guard let source = source(of) else { return nil }
    var context = ViewContext(
      builder: self, slot: slot, features: known, period: nil, source: source.source)
    var steps: [ViewModel.Placed] = []
    for item in items.dropFirst() {
      context.before = steps.map(\.step)
      guard let step = readStep(item, &context) else { continue }
      noteStepOnLevels(step, source, item)
      // Cells are named by the kind of step, so that other steps may come and go beside it.
      let id = type(of: step).id
      let alike = steps.count { type(of: $0.step).id == id }
      let path = root.child("view").child(name).child(id).child(alike)
      steps.append(
        .init(step: step, path: path, entry: step.isDeparture ? entries : nil))
      entries += step.isDeparture ? 1 : 0
    }
    let mayBeMissing = steps.reduce(false) {
      $1.step.fillsMissing ? false : $0 || $1.step.makesMissing
    }
    guard steps.count == items.count - 1 else { return nil }
    let kind = kind(source, steps.map(\.step))
    return (
      ViewModel.Feature(
        name: name, slot: slot, source: source.source, steps: steps, mayBeMissing: mayBeMissing,
        parents: source.parents), kind
    )
  }

  private typealias Source = (
    source: ViewModel.Source, parents: [String], quantity: Quantity?
  )

  private func source(_ reader: ScenarioReader) -> Source? {
    let scope = WorldScope(builder: self, extra: [])
    if let text = reader.name(in: scope), let value = scope.value(named: text) {
      let plain = text.hasPrefix("world.") ? String(text.dropFirst(6)) : text
      let quantity = quantities.first { $0.name == plain }
      switch value {
      case .number(let slot): return (.number(slot), [plain], quantity)
      case .levels(let slot, _): return (.levels(slot), [plain], quantity)
      case .constant, .unread: return nil
      }
    }
    guard let checked = number(reader) else { return nil }
    return (.expression(ColumnProgram(checked)), parents(of: [checked]), nil)
  }

  private func noteStepOnLevels(_ step: any ViewStep, _ source: Source, _ item: ScenarioReader) {
    guard case .levels = source.source, !type(of: step).suitsLevels else { return }
    item.error(
      "'\(type(of: step).id)' needs a number, but '\(source.parents.joined())' has levels",
      advice: "a feature with levels can be late, refreshed, missing or the last seen")
  }

  private func kind(
    _ source: Source, _ steps: [any ViewStep]
  ) -> FeatureSchema.Kind {
    if case .levels = source.source, let names = source.quantity?.levelNames {
      return .levels(names)
    }
    let isCount = source.quantity?.isCount ?? false
    return isCount && steps.allSatisfy(\.keepsWholeNumbers)
      ? .count : .number(unit: steps.allSatisfy(\.keepsUnit) ? source.quantity?.unit : nil)
  }

  private func readStep(_ item: ScenarioReader, _ context: inout ViewContext) -> (any ViewStep)? {
    let ids = ViewStepRegistry.all.map { $0.id }
    guard let record = item.record(Self.stepShape) else { return nil }
    if let of = record["of"] {
      of.error("'of' must be the first step")
      return nil
    }
    guard let id = record.one(of: ids, "kind"), let value = record[id],
      let type = ViewStepRegistry.step(named: id)
    else { return nil }
    var period: DrawPeriod?
    if let reader = record["per"] {
      guard let word = reader.choice(DrawPeriod.allCases.map(\.rawValue)) else { return nil }
      period = DrawPeriod(rawValue: word)
      if type.periods.isEmpty { reader.error("'\(id)' draws nothing, so it has no 'per'") }
    }
    var own = ViewContext(
      builder: self, slot: context.slot, features: context.features, period: period,
      hasRefresh: context.hasRefresh, source: context.source, before: context.before)
    let step = type.init(reading: value, &own)
    context.hasRefresh = own.hasRefresh
    return step
  }
}

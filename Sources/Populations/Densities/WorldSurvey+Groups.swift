// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

extension WorldSurvey {
  /// Reads a number with its children and all that is seen of them.
  mutating func readGroup(
    _ latent: LatentReading, _ children: [(quantity: Quantity, node: LawNode, parent: Int)]
  ) throws(Unavailable) {
    let (exact, noisy) = try seenFeatures(latent)
    var read: [SeenGroup.Child] = []
    for child in children {
      guard child.node.isEachMonth || latent.isConstant else {
        throw Unavailable("'\(child.quantity.name)' was drawn given an earlier '\(latent.name)'")
      }
      let features = try features(of: child.quantity.slot, isConstant: false)
      guard features.allSatisfy({ $0.channel == nil }) else {
        throw Unavailable("'\(child.quantity.name)' depends on a number and is seen with noise")
      }
      guard !model.isLawByEpoch(child.quantity.name) else {
        throw Unavailable("a drift changes the law of '\(child.quantity.name)'")
      }
      read.append(
        SeenGroup.Child(
          channel: ChildChannel(plan: child.node.plans[0], parentSlot: latent.slot),
          features: features))
    }
    let target = try target(ofSlot: latent.slot, latent.name, isPresent: latent.isConstant)
    read.removeAll { $0.features.isEmpty }
    let isFree = latent.within == .all
    if case .none = target, exact.isEmpty, noisy.isEmpty, read.isEmpty, isFree { return }
    groups.append(
      SeenGroup(
        latent: latent, exact: exact, noisy: noisy, children: read, target: target,
        countsAllChances: !setting.cells.isEmpty))
  }

  /// The features of a number, without and with noise; until when its law is known is noted.
  mutating func seenFeatures(
    _ latent: LatentReading
  ) throws(Unavailable) -> (exact: [FeatureReading], noisy: [(any SeenChannel, FeatureReading)]) {
    if let own = latent.limit, own.month < limit?.month ?? .max { limit = own }
    var (exact, noisy): ([FeatureReading], [(any SeenChannel, FeatureReading)]) = ([], [])
    for feature in try features(of: latent.slot, isConstant: latent.isConstant) {
      if let channel = feature.channel {
        noisy.append((channel, feature))
      } else {
        exact.append(feature)
      }
    }
    return (exact, noisy)
  }

  /// What the segment needs to know of a number.
  ///
  /// - Parameters:
  ///   - slot: the number's slot.
  ///   - name: its name.
  ///   - isPresent: whether the mean of some months is its present value, or known as well.
  /// - Returns: what it needs to know.
  /// - Throws: why that cannot be told.
  func target(
    ofSlot slot: Int, _ name: String, isPresent: Bool
  ) throws(Unavailable) -> SeenGroup.Target {
    guard let thresholds = segment.thresholds[slot] else { return .none }
    if let months = segment.months[slot], !isPresent {
      throw Unavailable("the segment cuts the mean of \(months) months of '\(name)'")
    }
    if segment.jointSlots.contains(slot) {
      try slopes?.check(slot, name, among: segment.jointSlots.count)
      return .points
    }
    guard let thresholds else {
      guard !segment.isCertain else {
        throw Unavailable("the rules of the segment do more than compare '\(name)' with numbers")
      }
      return .smooth
    }
    return .cells(ThresholdCells(thresholds: thresholds).intervals.map(\.values))
  }

  private func features(
    of slot: Int, isConstant: Bool
  ) throws(Unavailable) -> [FeatureReading] {
    var found: [FeatureReading] = []
    for column in columns.sorted() {
      let feature = model.view.features[column]
      guard case .number(slot) = sources[column] else { continue }
      let isAsItIs = if case .number(slot) = feature.source { true } else { false }
      found.append(
        try FeatureReading(
          feature, column: column, readingContext(feature),
          isConstant: isConstant && (isAsItIs || decidersAreConstant)))
    }
    return found
  }

  /// The seen columns that decide what some columns show.
  func seenDeciders(of columns: [Int]) -> [Int] {
    let steps = columns.flatMap { model.view.features[$0].steps.map(\.step) }
    let slots = Set(steps.flatMap(\.expressions).flatMap(\.numberSlots))
    return seen.filter { slots.contains(model.view.features[$0].slot) }.sorted()
  }

  /// What is known of a feature when its steps are read backwards.
  func readingContext(_ feature: ViewModel.Feature) -> ReadingContext {
    ReadingContext(
      valueSlot: feature.slot, seenSlots: Set(seen.map { model.view.features[$0].slot }),
      imputedValues: model.imputedValues, setting: setting)
  }
}

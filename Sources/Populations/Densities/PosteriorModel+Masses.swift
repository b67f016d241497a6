// SPDX-License-Identifier: GPL-3.0-or-later

/// Masses of one group.
extension PosteriorModel {
  /// Works out the masses of a group for the laws of a block, or remembers them.
  ///
  /// - Returns: the logarithm of the factor that plain masses lack; minus infinity where all vanish.
  func weigh(
    _ group: Int, _ block: Int, _ values: (Int) -> Double, _ isBlind: Bool,
    _ isLogarithmic: Bool, _ scratch: inout PosteriorScratch
  ) -> Double {
    let (width, used) = (widths[group], kinds.blocks[block].laws[group])
    guard !isBlind, isRemembered[group], !isLogarithmic, scratch.remembered[group].isWorthwhile
    else {
      guard isLogarithmic else { return plainMasses(group, used, values, isBlind, &scratch) }
      logMasses(group, used, values, isBlind, &scratch)
      return 0
    }
    let key = RememberedMasses.Key(block, columns[group], values)
    if let scale = scratch.remembered[group].recall(key, used, width, into: &scratch.masses[group])
    {
      return scale
    }
    let known = shared[group]?.recall(key, used, width, into: &scratch.masses[group])
    let scale = known ?? plainMasses(group, used, values, isBlind, &scratch)
    scratch.remembered[group].remember(key, used, width, scratch.masses[group], scale: scale)
    if known == nil {
      shared[group]?.remember(key, used, width, scratch.masses[group], scale: scale)
    }
    return scale
  }

  /// Works out plain masses.
  ///
  /// - Returns: the logarithm of the factor that they lack; minus infinity where all vanish.
  private func plainMasses(
    _ group: Int, _ used: [Int], _ values: (Int) -> Double, _ isBlind: Bool,
    _ scratch: inout PosteriorScratch
  ) -> Double {
    guard group < laws.count else {
      return pathLaws[group - laws.count].laws.masses(
        isBlind ? nil : columns[group].map(values), of: used, widths[group],
        into: &scratch.masses[group])
    }
    logMasses(group, used, values, isBlind, &scratch)
    return scratch.masses[group].makePlain(used, widths[group])
  }

  /// Works out logarithms of masses.
  private func logMasses(
    _ group: Int, _ used: [Int], _ values: (Int) -> Double, _ isBlind: Bool,
    _ scratch: inout PosteriorScratch
  ) {
    let width = widths[group]
    guard group < laws.count else {
      let index = group - laws.count
      pathLaws[index].laws.logMasses(
        isBlind ? nil : columns[group].map(values), of: used, into: &scratch.masses[group])
      return
    }
    let isDiscrete = laws[group].first?.law.isDiscrete ?? false
    let evidence =
      isBlind
      ? SeenEvidence(nothingOf: plan.groups[group])
      : SeenEvidence(plan.groups[group], isDiscrete: isDiscrete, values)
    for law in used {
      laws[group][law].logMasses(evidence, targets[group], into: &scratch.row[group])
      for cell in 0..<width { scratch.masses[group][law * width + cell] = scratch.row[group][cell] }
    }
  }
}

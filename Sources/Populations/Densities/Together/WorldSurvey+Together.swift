// SPDX-License-Identifier: GPL-3.0-or-later

extension WorldSurvey {
  /// The names of the copula by which a quantity goes together with others that matter; nothing where
  /// it matters alone.
  func togetherGroup(_ name: String) -> String? {
    model.groups.first { group in
      group.quantities.contains(name) && group.quantities.count(where: needed.contains) > 1
    }?.name
  }

  /// A number that goes together with others.
  ///
  /// - Parameters:
  ///   - quantity: the number.
  ///   - node: how it is drawn.
  /// - Returns: the number.
  /// - Throws: why its law is not known.
  func latentTogether(
    _ quantity: Quantity, _ node: LawNode
  ) throws(Unavailable) -> LatentReading {
    guard node.plans.allSatisfy({ $0.numberSlots.isEmpty }) else {
      throw Unavailable("'\(quantity.name)' goes together with others and depends on a number")
    }
    return try LatentReading(quantity, node, model, within: setting.cell(quantity.slot))
  }

  /// Reads numbers that go together.
  ///
  /// - Parameters:
  ///   - group: the copula.
  ///   - members: those of its numbers that matter.
  /// - Throws: why they cannot be read backwards.
  mutating func readTogether(
    _ group: JointGroup, _ members: [(latent: LatentReading, group: String)]
  ) throws(Unavailable) {
    guard !members.isEmpty else { return }
    var read: [(group: SeenGroup, position: Int)] = []
    for (latent, _) in members {
      let (exact, noisy) = try seenFeatures(latent)
      let target = try target(ofSlot: latent.slot, latent.name, isPresent: latent.isConstant)
      guard let position = group.quantities.firstIndex(of: latent.name) else { continue }
      read.append(
        (
          SeenGroup(latent: latent, exact: exact, noisy: noisy, children: [], target: target),
          position
        )
      )
    }
    pathGroups.append(try TogetherGroup(read, group))
  }
}

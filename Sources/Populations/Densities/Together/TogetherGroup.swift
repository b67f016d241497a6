// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Numbers whose normal scores go together by a normal copula, each with what is seen of it.
///
/// Each keeps its own law, and the scores their correlations, whatever moves draw anew and whatever
/// fixed changes months bring: present laws and one copula tell all.
struct TogetherGroup: PathGroup {
  /// A number with what is seen of it, and where its score stands in the copula.
  struct Member: Sendable {
    let group: SeenGroup
    let position: Int

    /// The cells that the segment cuts it into; none where it does not.
    var cells: [ValueInterval] { if case .cells(let cells) = group.target { cells } else { [] } }
    /// Whether it may be known but up to an interval.
    var isSpread: Bool {
      !cells.isEmpty || !group.noisy.isEmpty || group.exact.contains(where: \.isRounded)
    }
  }

  let members: [Member]
  let copula: NormalCopula
  /// The most numbers that may be known but up to an interval: integrals are taken over all of them
  /// but one.
  private static let mostSpread = 3

  /// Makes the group.
  ///
  /// - Parameters:
  ///   - groups: the numbers that matter, with their positions in the copula.
  ///   - group: the copula.
  /// - Throws: why they cannot be read backwards.
  init(_ groups: [(group: SeenGroup, position: Int)], _ group: JointGroup) throws(Unavailable) {
    members = groups.map { Member(group: $0.group, position: $0.position) }
    copula = group.copula
    for member in members {
      let (latent, name) = (member.group.latent, member.group.latent.name)
      if member.group.target.changesEverywhere {
        throw Unavailable(
          "'\(name)' goes together with others, and the segment's chances change with it everywhere"
        )
      }
      if latent.dependsOnTime, latent.node.afterMove == .redraw {
        throw Unavailable(
          "'\(name)' goes together with others, is drawn anew by moves and changes with time")
      }
      guard latent.within == .all else {
        throw Unavailable("'\(name)' goes together with others and decides what else is seen")
      }
      guard member.group.noisy.allSatisfy({ $0.channel.levelSlots.isEmpty }) else {
        throw Unavailable("'\(name)' goes together with others and has noise that differs by level")
      }
    }
    let spread = members.count(where: \.isSpread)
    guard spread <= Self.mostSpread else {
      throw Unavailable(
        "\(spread) of the quantities that go together by '\(group.name)' are seen in part or decide "
          + "the segment, more than \(Self.mostSpread)")
    }
  }

  private var cut: [Member] { members.filter { !$0.cells.isEmpty } }

  var slot: Int { cut.first?.group.latent.slot ?? members[0].group.latent.slot }
  var columns: [Int] { members.flatMap(\.group.columns) }
  /// The cells of the first number that is cut, each once for every combination of the others' cells.
  var target: SeenGroup.Target {
    guard let first = cut.first else { return .none }
    let others = furtherCells.reduce(1) { $0 * $1.cells.count }
    return .cells(first.cells.flatMap { Array(repeating: $0, count: others) })
  }
  var furtherCells: [(slot: Int, cells: [ValueInterval])] {
    cut.dropFirst().map { ($0.group.latent.slot, $0.cells) }
  }
  var pathMonths: Int { 0 }
  var isByCohort: Bool { members.contains { $0.group.latent.dependsOnTime } }

  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int] {
    members.flatMap { member -> [Int] in
      let latent = member.group.latent
      let codes = latent.readsEntryLevels ? state.entry : state.present
      let levels = Set(latent.node.plans.flatMap(\.levelSlots)).sorted()
      return levels.map { slot in slots.position(slot).map { Int(codes[$0]) } ?? 0 }
        + (latent.dependsOnTime ? [state.cohort] : [])
    }
  }

  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)? {
    var found: [[KnownTogether.Part]] = []
    for states in laws {
      var own: [KnownTogether.Part] = []
      for weighted in states {
        let (entry, present) = (
          slots.bySlot(weighted.state.entry), slots.bySlot(weighted.state.present)
        )
        var placed: [PlacedLaw] = []
        for member in members {
          let latent = member.group.latent
          let codes = latent.readsEntryLevels ? entry : present
          guard let law = latent.law(month: month, weighted.state, codes: codes) else {
            return nil
          }
          placed.append(law)
        }
        own.append(.init(share: weighted.weight, laws: placed))
      }
      found.append(own)
    }
    return KnownTogether(self, found)
  }
}

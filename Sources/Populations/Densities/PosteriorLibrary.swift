// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

/// What posteriors of one population have in common, worked out once: laws of numbers that evolve, the
/// paths of hidden levels, and masses of what many customers show alike.
public final class PosteriorLibrary: Sendable {
  /// What tells groups apart.
  struct GroupKey: Hashable {
    let slot: Int
    let columns: [Int]
    /// The other columns that decide what these show, as far as they are seen.
    let seen: [Int]
    let cells: [Double]
    let months: Int
    /// Whether its number's law given what is seen is asked for.
    var givesPoints = false
    /// Whether only sums over that law are asked for.
    var isDrawn = false
    /// How sharply the segment's chances answer to it.
    var steepness = 0.0
  }

  /// What tells laws of hidden levels apart.
  struct LawKey: Hashable {
    let slots: [Int]
    let tracksMoves: Bool
    let isByCohort: Bool
    let pathMonths: Int
    let last: Int
  }

  /// What tells the laws of a group in one month apart.
  struct KnownKey: Hashable {
    let group: GroupKey
    let month: Int
    /// The states of each law.
    let states: [[HiddenState]]
  }

  /// What tells the masses of a group in one month apart.
  struct MassesKey: Hashable {
    let slot: Int
    let columns: [Int]
    /// Where the number lies, and the cells it is told in.
    let ends: [Double]
    let month: Int
    /// What tells each law from others.
    let laws: [[Int]]
  }

  /// Masses by group, month and laws.
  private let masses = OnceByKey<MassesKey, SharedMasses>()
  private let known = OnceByKey<KnownKey, (any KnownPathGroup)?>()
  private let groups = Mutex<[GroupKey: any PathGroup]>([:])
  private let laws = OnceByKey<LawKey, HiddenMonths>()

  /// An empty library, for one population.
  public init() {}

  /// A group like one that is known, or the group itself.
  func shared(_ group: any PathGroup, seen: [Int]) -> any PathGroup {
    guard let key = Self.key(group, seen: seen) else { return group }
    return groups.withLock { groups in
      if let known = groups[key] { return known }
      groups[key] = group
      return group
    }
  }

  /// Frees what only further posteriors would need.
  public func forget() {
    groups.withLock { groups in
      for group in groups.values { group.forget() }
      groups = [:]
    }
    known.forget()
    masses.forget()
    laws.forget()
  }

  private static func key(_ group: any PathGroup, seen: [Int]) -> GroupKey? {
    var (cells, givesPoints): ([Double], Bool) = ([], false)
    switch group.target {
    case .none: break
    case .points: givesPoints = true
    case .cells(let intervals): cells = intervals.flatMap { [$0.low, $0.high] }
    case .smooth: return nil
    }
    cells += group.furtherCells.flatMap { $0.cells.flatMap { [$0.low, $0.high] } }
    return GroupKey(
      slot: group.slot, columns: group.columns, seen: seen, cells: cells,
      months: group.targetMonths, givesPoints: givesPoints,
      isDrawn: givesPoints && group.isDrawn, steepness: givesPoints ? group.steepness : 0)
  }

  /// The laws of a group in one month.
  func laws(
    _ group: any PathGroup, seen: [Int], month: Int, _ states: [[HiddenState]],
    _ workOut: () -> (any KnownPathGroup)?
  ) -> (any KnownPathGroup)? {
    guard let own = Self.key(group, seen: seen) else { return workOut() }
    return known.value(KnownKey(group: own, month: month, states: states), workOut)
  }

  /// The hidden levels' laws by month.
  func months(_ key: LawKey, _ workOut: () -> HiddenMonths) -> HiddenMonths {
    laws.value(key, workOut)
  }

  /// Masses of a group of which few values are seen, in one month; nothing for other groups.
  func masses(_ group: SeenGroup, month: Int, laws: [[Int]]) -> SharedMasses? {
    guard group.seesFewValues, !group.needsQuadrature, !group.countsAllChances else { return nil }
    var ends = [group.latent.within.low, group.latent.within.high]
    if case .cells(let cells) = group.target { ends += cells.flatMap { [$0.low, $0.high] } }
    let key = MassesKey(
      slot: group.latent.slot, columns: group.columns, ends: ends, month: month, laws: laws)
    return masses.value(key) { SharedMasses() }
  }
}

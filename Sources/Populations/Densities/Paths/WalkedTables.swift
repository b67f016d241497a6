// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// What the logarithm of a window's mean tells of a number that walks, for every start; worked out
/// when first asked for and shared by all months.
final class WalkedTables: Sendable {
  /// What is known of one start.
  struct Row: Sendable {
    /// Densities of what is shown, at the points of the grid.
    var shown: [Double] = []
    /// Their logarithms.
    var logarithms: [Double] = []
    /// By bound densities of what is shown of truths below it, at the same points.
    var below: [[Double]] = []
    /// The chances of truths below the bounds.
    var chances: [Double] = []
    /// The moments of the gap between what is shown and the truth, where the truth's law is asked for.
    var gap = GapMoments()
  }

  /// What stands for a density of nothing.
  static let nothing = 1e-290

  /// The points of logarithms of what is shown.
  let grid: GradedGrid
  /// Adjoining stretches of logarithms of the truth between its jumps; none where its law is not asked
  /// for.
  let truths: [(from: Double, to: Double)]
  /// The bounds of the truth, as logarithms.
  let bounds: [Double]
  private let isSeen: Bool
  /// Moments of the gap by the months since the number's start.
  private let gaps: [GapMoments]
  private let bare: GradedGrid
  private let laws: WalkedLaws
  private let rows = OnceByKey<WalkedWindowGroup.Start, Row>()
  /// Densities of the truth.
  private let densities = OnceByKey<WalkedWindowGroup.Start, [Double]>()

  /// Makes room.
  ///
  /// - Parameters:
  ///   - starts: all laws at the start.
  ///   - window: what is seen; nothing where nothing is.
  ///   - walk: how the number walks.
  ///   - months: how many months the true mean holds.
  ///   - age: the greatest number of months since a start.
  ///   - bounds: positive bounds of the truth.
  ///   - givesPoints: whether the truth's law given what is shown is asked for.
  init(
    _ starts: [any Law], _ window: WalkedWindow?, _ walk: EvolvingNumber.Walk, months: Int,
    age: Int, bounds: [Double], givesPoints: Bool
  ) {
    isSeen = window != nil
    self.bounds = bounds.map { log($0) }
    let ways = WaysByAge(window, walk, months: months)
    let factor = window?.factor.map { WindowFactor($0) }
    let grids = WindowGrids(starts, bounds: self.bounds, ways, walk, age: age, factor)
    (grid, bare) = (grids.shown, grids.bare)
    laws = WalkedLaws(
      ways, walk, grids, factor, bounds: self.bounds, isSeen: window != nil,
      tellsTruth: !bounds.isEmpty || givesPoints || window == nil)
    let nodes = WindowFactor.nodes(factor)
    gaps = givesPoints ? ways.all.map { GapMoments($0, nodes) } : []
    let jumps = Set(starts.flatMap(\.breakpoints)).sorted().map(WindowFactor.place)
    truths =
      givesPoints
      ? Self.stretches(grids.bare.points.first ?? 0, grids.bare.points.last ?? 0, jumps) : []
  }

  /// Stretches no longer than half a unit, cut at jumps.
  private static func stretches(
    _ low: Double, _ high: Double, _ jumps: [Double]
  ) -> [(from: Double, to: Double)] {
    let ends = [low] + jumps.filter { $0 > low && $0 < high } + [high]
    return zip(ends, ends.dropFirst()).flatMap { from, to in
      let parts = max(1, Int(((to - from) * 2).rounded(.up)))
      let width = (to - from) / Double(parts)
      return (0..<parts).map { (from + width * Double($0), from + width * Double($0 + 1)) }
    }
  }

  /// The greatest standard deviation of the gap, where the truth's law is asked for.
  var widestGap: Double { gaps.map { max(0, $0.variance).squareRoot() }.max() ?? 0 }

  /// Works out what is known of starts, as far as nobody else is at it.
  ///
  /// - Parameter starts: the starts.
  /// - Complexity: O(points × points beside them) for each start that is new.
  func prepare(_ starts: [WalkedWindowGroup.WeightedStart]) {
    laws.prepare(Set(starts.map(\.start.age)))
    var seen: Set<WalkedWindowGroup.Start> = []
    for part in starts where seen.insert(part.start).inserted {
      rows.begin(part.start) { workOut(part.start, part.law) }
    }
  }

  /// What is known of a start.
  ///
  /// - Parameters:
  ///   - start: all that the window depends on.
  ///   - law: the law at the start.
  /// - Returns: densities and chances.
  /// - Complexity: O(points × points beside them), once for each start.
  func row(_ start: WalkedWindowGroup.Start, _ law: any Law) -> Row {
    rows.value(start) { workOut(start, law) }
  }

  /// Densities of the truth before anything is seen, at the points of the twelve-point rule on all
  /// stretches.
  func truth(_ start: WalkedWindowGroup.Start, _ law: any Law) -> [Double] {
    densities.value(start) {
      let truth = laws.truth(start, law)
      var found: [Double] = []
      for stretch in truths {
        GaussLegendre.twelve.visit(from: stretch.from, to: stretch.to, panels: 1) { place, _ in
          found.append(max(0, bare.interpolate(truth, at: place)))
        }
      }
      return found
    }
  }

  /// Frees all rows.
  func forget() {
    laws.forget()
    rows.forget()
    densities.forget()
  }

  private func workOut(_ start: WalkedWindowGroup.Start, _ law: any Law) -> Row {
    var row = Row()
    if isSeen {
      (row.shown, row.below) = laws.shown(start, law)
      row.logarithms = LawTable.logarithms(row.shown, least: Self.nothing, runs: grid.zones)
    }
    if !gaps.isEmpty { row.gap = gaps[min(start.age, gaps.count - 1)] }
    if !bounds.isEmpty { row.chances = laws.chances(start, law) }
    return row
  }
}

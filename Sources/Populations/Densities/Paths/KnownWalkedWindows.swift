// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Windows of a number that walks, in one month: logarithms of densities on a grid, all laws at each
/// point side by side, and for each bound of the segment the chances of truths below it.
struct KnownWalkedWindows: KnownPathGroup {
  let feature: FeatureReading?
  let grid: GradedGrid
  let count: Int
  let table: LawTable
  /// The cells of the truth, by the positions of their bounds, where there are any; nothing for one
  /// that has no chance.
  private let cells: [(from: Int?, to: Int?)?]
  /// Whether there is one cell for all truths.
  private let isWhole: Bool
  private let bounds: [BoundTable]
  /// The chances of truths below each bound, law by law, before anything is seen.
  private let below: [[Double]]
  /// Moments of the gap by law, where the truth's law is asked for.
  let gaps: [GapMoments]
  /// The truth's law before anything is seen, where it is asked for: worked out on demand.
  let unseen: @Sendable (Int) -> NumberPosterior?
  /// Mixes densities.
  ///
  /// - Parameters:
  ///   - group: the windows.
  ///   - starts: for each law its starts.
  init(_ group: WalkedWindowGroup, _ starts: [[WalkedWindowGroup.WeightedStart]]) {
    let tables = group.tables
    let mixtures = starts.map { $0.map { (share: $0.share, row: tables.row($0.start, $0.law)) } }
    (feature, grid, count) = (group.window?.feature, tables.grid, mixtures.count)
    let points = feature == nil ? 0 : grid.points.count
    table =
      LawTable(
        laws: mixtures.count, points: points, least: WalkedTables.nothing,
        runs: points == 0 ? [] : grid.zones
      ) { law in
        guard points > 0 else { return .logarithms([]) }
        if mixtures[law].count == 1, mixtures[law][0].share == 1 {
          return .logarithms(mixtures[law][0].row.logarithms)
        }
        var own = [Double](repeating: 0, count: points)
        for part in mixtures[law] { own.add(part.share, part.row.shown) }
        return .densities(own)
      } ?? LawTable([], laws: mixtures.count)
    gaps = mixtures.map { mixture in
      mixture.reduce(into: GapMoments()) { $0.add($1.share, $1.row.gap) }
    }
    unseen = { Self.unseen(tables, starts[$0]) }
    let ends = group.target.bounds
    cells = Self.cells(group.target, ends)
    isWhole = if case .cells = group.target { false } else { true }
    bounds =
      points == 0
      ? []
      : tables.bounds.indices.map { index in
        BoundTable(
          points, isBelow: { tables.grid.points[$0] < tables.bounds[index] },
          mixtures.map { $0.map { ($0.share, $0.row.below[index], $0.row.shown) } })
      }
    below = ends.indices.map { index in
      mixtures.map { $0.reduce(0) { $0 + $1.share * $1.row.chances[index] } }
    }
  }

  /// The positions of the bounds of cells; a cell of one value, or below zero, has no chance.
  private static func cells(
    _ target: SeenGroup.Target, _ ends: [Double]
  ) -> [(from: Int?, to: Int?)?] {
    guard case .cells(let cells) = target else { return [(nil, nil)] }
    return cells.map { cell in
      cell.low == cell.high || cell.high <= 0
        ? nil : (ends.firstIndex(of: cell.low), ends.firstIndex(of: cell.high))
    }
  }

  private static func unseen(
    _ tables: WalkedTables, _ starts: [WalkedWindowGroup.WeightedStart]
  ) -> NumberPosterior? {
    let each = LegendrePanel.points
    var densities = [Double](repeating: 0, count: tables.truths.count * each)
    for part in starts {
      let own = tables.truth(part.start, part.law)
      for index in densities.indices { densities[index] += part.share * own[index] }
    }
    return NumberPosterior(
      panels: tables.truths.enumerated().map { index, ends in
        (ends.from, ends.to, Array(densities[index * each..<(index + 1) * each]))
      }, NumberScale(value: { exp($0) }, place: { log(max($0, 1e-300)) }))
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    masses.setMasses(of: used, cells.count, to: -.infinity)
    guard let feature, let seen else { return addUnseen(0, used, &masses) }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false)
    for (index, piece) in pieces.enumerated() {
      switch piece.values {
      case .missing: continue
      case .point(let value):
        add(value, log(piece.weight), used, &masses, isFirst: index == 0)
      case .interval(let interval) where interval == .all:
        addUnseen(log(piece.weight), used, &masses)
      case .interval(let interval): add(interval, log(piece.weight), used, &masses)
      }
    }
  }

  private func addUnseen(_ logWeight: Double, _ used: [Int], _ masses: inout [Double]) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      own.initialize(repeating: logWeight)
      split(used, &masses, below: below, UnsafeBufferPointer(own))
    }
  }

  private func add(
    _ value: Double, _ logWeight: Double, _ used: [Int], _ masses: inout [Double],
    isFirst: Bool = false
  ) {
    guard value > 0, let (start, weights) = grid.around(log(value)) else { return }
    let place = log(value)
    var chances: [[Double]] = []
    for bound in bounds {
      var below = [Double](repeating: 0, count: count)
      bound.chances(start, weights, of: used, into: &below)
      chances.append(below)
    }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: used.count) { own in
      table.interpolate(start, weights, of: used, into: own)
      for index in 0..<used.count { own[index] += logWeight - place }
      if isWhole { return masses.addExponentials(of: used, own, isFirst: isFirst) }
      split(used, &masses, below: chances, UnsafeBufferPointer(own))
    }
  }

  /// Adds a mass of each law to the cells, by the chances of truths below each bound.
  private func split(
    _ used: [Int], _ masses: inout [Double], below: [[Double]],
    _ logMasses: UnsafeBufferPointer<Double>
  ) {
    let width = cells.count
    masses.withUnsafeMutableBufferPointer { masses in
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        for (position, law) in used.enumerated() {
          let high = cell.to.map { below[$0][law] } ?? 1
          let low = cell.from.map { below[$0][law] } ?? 0
          guard high > low else { continue }
          let part = high == 1 && low == 0 ? 0 : log(high - low)
          masses[law &* width &+ index].addExponential(logMasses[position] + part)
        }
      }
    }
  }

  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    visit(interval) { place, weight in
      add(exp(place), logWeight + log(weight) + place, used, &masses)
    }
  }

  /// Visits logarithms of an interval of what is shown, with weights of an integral over them.
  func visit(_ interval: ValueInterval, _ visit: (Double, Double) -> Void) {
    let low = max(WindowFactor.place(interval.low), grid.points.first ?? 0)
    let high = min(WindowFactor.place(interval.high), grid.points.last ?? 0)
    for stretch in grid.stretches(low, high) {
      GaussLegendre.twelve.visit(
        from: stretch.lowerBound, to: stretch.upperBound, panels: 1, visit)
    }
  }
}

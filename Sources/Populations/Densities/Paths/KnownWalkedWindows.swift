// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Windows of a number that walks, in one month: logarithms of densities on a grid, all laws at each
/// point side by side, and for each bound of the segment the chances of truths below it.
struct KnownWalkedWindows: KnownPathGroup {
  let feature: FeatureReading?
  let grid: ZonedGrid
  private let count: Int
  private let table: [Double]
  /// The cells of the truth, by the positions of their bounds, where there are any; nothing for one
  /// that has no chance.
  private let cells: [(from: Int?, to: Int?)?]
  private let bounds: [BoundTable]
  /// The chances of truths below each bound, law by law, before anything is seen.
  private let below: [[Double]]
  /// The positive bounds themselves, where what is shown is the truth.
  private let exactBounds: [Double]
  /// Moments of the gap by law, where the truth's law is asked for.
  let gaps: [GapMoments]
  /// The truth's laws before anything is seen, where they are asked for.
  let unseen: [NumberPosterior?]
  /// What stands for a density of nothing.
  private static let nothing = 1e-290

  /// Mixes densities.
  ///
  /// - Parameters:
  ///   - group: the windows.
  ///   - mixtures: for each law what is known of its starts, with their shares.
  init(
    _ group: WalkedWindowGroup, _ mixtures: [[(share: Double, row: WalkedTables.Row)]]
  ) {
    let tables = group.tables
    (feature, grid, count) = (group.window?.feature, tables.grid, mixtures.count)
    var table: [Double] = []
    if feature != nil {
      table = Array(repeating: 0, count: mixtures.count * grid.points.count)
      for (law, mixture) in mixtures.enumerated() {
        for point in grid.points.indices {
          let density = mixture.reduce(0) { $0 + $1.share * $1.row.shown[point] }
          table[point * mixtures.count + law] = log(max(density, Self.nothing))
        }
      }
    }
    self.table = table
    gaps = mixtures.map { mixture in
      mixture.reduce(into: GapMoments()) { $0.add($1.share, $1.row.gap) }
    }
    unseen = tables.truths.isEmpty ? [] : mixtures.map { Self.unseen(tables.truths, $0) }
    let ends = group.target.bounds
    cells = Self.cells(group.target, ends)
    bounds =
      tables.sight.map { sight in
        tables.bounds.enumerated().map { index, bound in
          BoundTable(
            bound, sight.grid, mixtures.map { $0.map { ($0.share, $0.row.beside[index]) } })
        }
      } ?? []
    exactBounds = tables.sight == nil ? ends : []
    below = ends.indices.map { index in
      mixtures.map { $0.reduce(0) { $0 + $1.share * $1.row.below[index] } }
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
    _ stretches: [(from: Double, to: Double)],
    _ mixture: [(share: Double, row: WalkedTables.Row)]
  ) -> NumberPosterior? {
    let each = LegendrePanel.points
    return NumberPosterior(
      panels: stretches.enumerated().map { index, ends in
        let own = (index * each..<(index + 1) * each).map { place in
          mixture.reduce(0) { $0 + $1.share * $1.row.truth[place] }
        }
        return (ends.from, ends.to, own)
      }, NumberScale(value: { exp($0) }, place: { log(max($0, 1e-300)) }))
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    for law in used {
      for cell in cells.indices { masses[law * cells.count + cell] = -.infinity }
    }
    guard let feature, let seen else { return addUnseen(0, used, &masses) }
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value): add(value, log(piece.weight), used, &masses)
      case .interval(let interval) where interval == .all:
        addUnseen(log(piece.weight), used, &masses)
      case .interval(let interval): add(interval, log(piece.weight), used, &masses)
      }
    }
  }

  private func addUnseen(_ logWeight: Double, _ used: [Int], _ masses: inout [Double]) {
    split(used, &masses, below: below) { _ in logWeight }
  }

  private func add(
    _ value: Double, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    guard value > 0, let (start, weights) = grid.around(log(value)) else { return }
    let place = log(value)
    var chances: [[Double]] = []
    for bound in bounds {
      var below = [Double](repeating: 0, count: count)
      bound.chances(place, of: used, into: &below)
      chances.append(below)
    }
    for bound in exactBounds {
      chances.append(Array(repeating: value < bound ? 1 : 0, count: count))
    }
    split(used, &masses, below: chances) { law in
      var sum = logWeight - place
      for offset in 0..<6 {
        sum += weights[offset] * table[(start &+ offset) &* count &+ law]
      }
      return sum
    }
  }

  /// Adds a mass of each law to the cells, by the chances of truths below each bound.
  private func split(
    _ used: [Int], _ masses: inout [Double], below: [[Double]], _ logMass: (Int) -> Double
  ) {
    for law in used {
      let mass = logMass(law)
      for (index, cell) in cells.enumerated() {
        guard let cell else { continue }
        let high = cell.to.map { below[$0][law] } ?? 1
        let low = cell.from.map { below[$0][law] } ?? 0
        guard high > low else { continue }
        masses[law * cells.count + index].addExponential(mass + log(high - low))
      }
    }
  }

  private func add(
    _ interval: ValueInterval, _ logWeight: Double, _ used: [Int], _ masses: inout [Double]
  ) {
    let low = max(log(max(interval.low, 1e-300)), grid.range.lowerBound)
    let high = min(log(max(interval.high, 1e-300)), grid.range.upperBound)
    let kinks = (exactBounds.map { log($0) } + bounds.flatMap(\.kinks)).sorted()
    let ends = [low] + kinks.filter { $0 > low && $0 < high } + [high]
    for (low, high) in zip(ends, ends.dropFirst()) where low < high {
      let panels = max(1, Int((high - low) / 0.2))
      GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { place, weight in
        add(exp(place), logWeight + log(weight) + place, used, &masses)
      }
    }
  }
}

extension KnownWalkedWindows {
  /// The logarithm of the density of what is shown, on the logarithmic scale.
  private func logDensity(_ place: Double, _ law: Int) -> Double? {
    guard let (start, weights) = grid.around(place) else { return nil }
    var sum = 0.0
    for offset in 0..<6 { sum += weights[offset] * table[(start &+ offset) &* count &+ law] }
    return sum
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    guard let feature, let seen else { return unseen[law] }
    var found: [(value: Double, logMass: Double)] = []
    for piece in SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: false) {
      switch piece.values {
      case .missing: continue
      case .point(let value):
        if value > 0 { add(log(value), log(piece.weight), law, &found) }
      case .interval(let interval) where interval == .all: return unseen[law]
      case .interval(let interval):
        let low = max(log(max(interval.low, 1e-300)), grid.range.lowerBound)
        let high = min(log(max(interval.high, 1e-300)), grid.range.upperBound)
        guard low < high else { continue }
        let panels = max(1, Int((high - low) / 0.2))
        GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { place, weight in
          add(place, log(piece.weight * weight) + place, law, &found)
        }
      }
    }
    return found.isEmpty ? nil : NumberPosterior(values: found)
  }

  /// Adds two truths that may stand behind what is shown.
  private func add(
    _ place: Double, _ logWeight: Double, _ law: Int,
    _ found: inout [(value: Double, logMass: Double)]
  ) {
    let width = 0.02
    guard let here = logDensity(place, law), let before = logDensity(place - width, law),
      let after = logDensity(place + width, law)
    else { return }
    for (gap, weight) in gaps[law].points(slope: (after - before) / (2 * width)) {
      found.append((exp(place - gap), logWeight + here - place + log(weight)))
    }
  }
}

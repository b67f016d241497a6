// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The law of the gap: how far the logarithm of what a window shows lies above that of what is true, with
/// the factor on what is shown.
struct WindowGap: Sendable {
  /// Gaps with chances of their own: where there is no factor and months that are late change nothing.
  let atoms: [(place: Double, chance: Double)]
  /// In each cell between neighbours of the grid points of what the factor alone makes, with weights.
  let cells: [[(place: Double, weight: Double)]]
  /// The law where months that are late change it: at equal distances from the first gap on, for each degree
  /// densities times coefficients of the truth's derivatives; nothing where none do.
  let spread: (distance: Double, first: Double, terms: [[Double]])?

  /// Works out the law.
  ///
  /// - Parameters:
  ///   - ways: how what is seen and what is true go together.
  ///   - walk: how the number walks.
  ///   - factor: the law of the factor on what is seen; nothing for none.
  ///   - grid: the ends of the cells.
  init(
    _ ways: WindowWays, _ walk: EvolvingNumber.Walk, _ factor: WindowFactor?, _ grid: GradedGrid
  ) {
    let fixed = ways.ways.filter { $0.isFixed(beside: factor) }
    atoms = factor == nil ? fixed.map { ($0.gap.mean, $0.chance) } : []
    cells = grid.zones.flatMap { zone in
      zone.dropLast().map { index in
        fixed.flatMap { way in
          factor?.points(grid.points[index], grid.points[index + 1], way) ?? []
        }
      }
    }
    spread = Self.spread(ways, walk, factor)
  }

  /// Adds the factor to gaps that spread.
  private static func spread(
    _ ways: WindowWays, _ walk: EvolvingNumber.Walk, _ factor: WindowFactor?
  ) -> (Double, Double, [[Double]])? {
    let spreading = ways.ways.filter { !$0.isFixed(beside: factor) }
    guard let least = spreading.map(\.gap.variance).min() else { return nil }
    // Sixteen multiples within a standard deviation: a polynomial of degree five tells it to 1e-8.
    let width = min(0.0005, least.squareRoot() / 16)
    let gaps = spreading.map { ($0.chance, GapDensity($0, of: ways, walk, width: width)) }
    let first = gaps.map(\.1.first).min() ?? 0
    let last = gaps.map { $0.1.first + $0.1.terms[0].count }.max() ?? 0
    var terms = [[Double]](
      repeating: [Double](repeating: 0, count: last - first), count: GapDensity.degrees)
    for (chance, gap) in gaps {
      for degree in terms.indices {
        for (index, term) in gap.terms[degree].enumerated() {
          terms[degree][gap.first - first + index] += chance * term
        }
      }
    }
    var start = first
    if let lattice = factor?.lattice(width) {
      start += lattice.first
      terms = terms.map { lattice.chances.convolved(with: $0) }
    }
    // The factor is added: every so many multiples tell functions that are normal laws' sums.
    let every = max(1, Int(least.squareRoot() / width / 4))
    return (
      width * Double(every), Double(start) * width,
      terms.map { own in stride(from: 0, to: own.count, by: every).map { own[$0] } }
    )
  }
}

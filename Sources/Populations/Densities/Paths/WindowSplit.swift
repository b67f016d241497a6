// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// Which part of the density of what a window shows belongs to true values below a bound, at offsets
/// of what is shown from the bound: a linear function of the density of the truth around the bound.
struct WindowSplit: Sendable {
  /// Offsets of the logarithm of what is shown from that of the bound.
  let grid: GradedGrid
  /// Where the truth's density is needed, from the logarithm of the bound.
  let places: StencilPlaces
  /// For each offset the weights of the truth's densities, of truths below the bound.
  private var below: [Double]
  /// The same of all truths.
  private var all: [Double]

  /// Works out the weights.
  ///
  /// - Parameters:
  ///   - gap: the law of the gap.
  ///   - grid: the offsets, at which cells of the gap end.
  ///   - stride: the distance of places at which the truth's density is taken, in widths of the tables.
  ///   - isParted: whether the truth's density may jump at the bound.
  /// - Complexity: O(offsets × (cells + gaps that spread)).
  init(_ gap: WindowGap, _ grid: GradedGrid, stride: Int, isParted: Bool) {
    let (low, high) = (grid.points.first ?? 0, grid.points.last ?? 0)
    self.grid = grid
    places = StencilPlaces(reach: high - low, stride: stride, isParted: isParted)
    below = [Double](repeating: 0, count: grid.points.count * places.count)
    all = below
    for zone in grid.zones {
      for index in zone {
        let offset = grid.points[index]
        for atom in gap.atoms {
          // At a kink the last point of a zone stands for what is shown just below it.
          let isAbove =
            atom.place > offset || (atom.place == offset && index == zone.upperBound - 1)
          add(index, offset - atom.place, atom.chance, isBelow: isAbove)
        }
        addCells(gap, index)
      }
    }
    if let spread = gap.spread { addSpread(spread.distance, spread.first, spread.terms) }
  }

  /// Adds the weights of a truth at a place.
  private mutating func add(_ index: Int, _ place: Double, _ weight: Double, isBelow: Bool) {
    let (start, at) = places.stencil(place, isBelow: isBelow)
    let weights = PointTable.lagrange(at)
    let first = index * places.count + start
    for point in 0..<6 {
      all[first + point] += weight * weights[point]
      if isBelow { below[first + point] += weight * weights[point] }
    }
  }

  /// Adds what the factor alone makes.
  private mutating func addCells(_ gap: WindowGap, _ index: Int) {
    var cell = 0
    for zone in grid.zones {
      for low in zone.dropLast() {
        let isBelow = low >= index
        for point in gap.cells[cell] {
          add(index, grid.points[index] - point.place, point.weight, isBelow: isBelow)
        }
        cell += 1
      }
    }
  }

  /// Adds gaps that spread.
  private mutating func addSpread(_ distance: Double, _ first: Double, _ terms: [[Double]]) {
    let cuts = grid.points.map { GapCut(($0 - first) / distance) }
    for gap in terms[0].indices {
      let weights = places.weights(terms.map { $0[gap] * distance })
      for (index, offset) in grid.points.enumerated() {
        let place = offset - first - Double(gap) * distance
        let (start, at) = places.stencil(place, isBelow: place < 0)
        let (position, share) = (index * places.count + start, cuts[index][gap])
        for point in 0..<6 {
          var weight = weights[point * 6 + 5]
          for power in 1..<6 { weight = weight * at + weights[point * 6 + 5 - power] }
          all[position + point] += weight
          below[position + point] += share * weight
        }
      }
    }
  }

  /// Densities of what is shown at every offset.
  ///
  /// - Parameter truth: the density of the logarithm of the truth at the places around the bound.
  /// - Returns: densities of what is shown, together with truths below the bound and with all.
  func densities(_ truth: [Double]) -> (below: [Double], all: [Double]) {
    (product(below, truth), product(all, truth))
  }

  private func product(_ weights: [Double], _ truth: [Double]) -> [Double] {
    weights.withUnsafeBufferPointer { weights in
      truth.withUnsafeBufferPointer { truth in
        guard let first = weights.baseAddress, let truth = truth.baseAddress else { return [] }
        let count = places.count
        return grid.points.indices.map { max(0, ck_dot(first + $0 * count, truth, count)) }
      }
    }
  }
}

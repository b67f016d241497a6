// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Probability

/// Answers of some months ago to a questionnaire about a normal number that only moves change: all
/// sums tabled at once, on points of the present number that all laws share.
struct LikertLags: KnownPathGroup {
  private let feature: FeatureReading?
  private let sums: ClosedRange<Int>
  /// By law the joint chances of cells and sums.
  private let chances: [[[Double]]]

  /// Makes the tables.
  init?(
    _ group: LagGroup, _ channel: LikertChannel, _ laws: [[WeightedState]], _ month: Int,
    _ slots: LevelSlots
  ) {
    guard let response = channel.response else { return nil }
    feature = group.feature
    sums = response.scale.sums
    let cells: [ValueInterval] = if case .cells(let cells) = group.target { cells } else { [.all] }
    var found: [[[Double]]] = []
    for states in laws {
      let none = [Double](repeating: 0, count: response.scale.sums.count)
      var own = cells.map { _ in none }
      for weighted in states {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          Self.rows(
            group, weighted.state, month, slots, cells, none, group.tables.answers(response))
        }
        guard let rows else { return nil }
        for (index, row) in rows.enumerated() { Self.add(weighted.weight, row, to: &own[index]) }
      }
      found.append(own)
    }
    chances = found
  }

  private static func add(_ weight: Double, _ row: [Double], to sums: inout [Double]) {
    sums.withUnsafeMutableBufferPointer { sums in
      row.withUnsafeBufferPointer { row in
        for index in 0..<sums.count { sums[index] += weight * row[index] }
      }
    }
  }

  /// The joint chances of cells and sums for one hidden state.
  private static func rows(
    _ group: LagGroup, _ state: HiddenState, _ month: Int, _ slots: LevelSlots,
    _ cells: [ValueInterval], _ none: [Double], _ table: AnswerTable
  ) -> [[Double]]? {
    var own = cells.map { _ in none }
    let (present, parts) = group.parts(state, month, slots)
    guard let (mean, deviation) = group.number.moments(present) else { return nil }
    for (part, chance) in parts {
      guard part.isSame, let then = group.number.moments(part.stage) else { return nil }
      let earlier = then.mean - mean
      // Few laws stand behind many states, whose own keys begin with a month or with -1.
      let key =
        [Int.min] + [mean, deviation, earlier].map { Int(bitPattern: UInt($0.bitPattern)) }
      let rows = group.tables.rows(key) {
        cells.map { cell in
          var row = none
          if cell.low < cell.high {
            table.add(1, within: cell, mean: mean, deviation: deviation, earlier: earlier, to: &row)
          }
          return row
        }
      }
      for (index, row) in (rows ?? []).enumerated() { add(chance, row, to: &own[index]) }
    }
    return own
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let width = masses.count / max(1, chances.count)
    var weights = [Double](repeating: 1, count: sums.count)
    if let feature, let seen {
      let pieces = SeenPiece.counting(
        feature.pieces(seen[0]), isDiscrete: true)
      weights = sums.map { sum in
        pieces.reduce(0) { $0 + ($1.values.contains(Double(sum)) ? $1.weight : 0) }
      }
    }
    for position in used {
      for (index, own) in chances[position].enumerated() {
        masses[position * width + index] = log(zip(weights, own).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
  }
}

/// The chances of the sums of a questionnaire on points of the true value.
struct AnswerTable {
  private let response: LikertResponse
  /// Chances of the sums, point by point.
  private let rows: [Double]
  private let points: Int
  private let first: Double
  private let step: Double
  private static let reach = 8.5
  /// Points within the distance in which an item's chances change: polynomials of degree five through
  /// six of them are then good to 1e-9.
  private static let density = 24.0

  init(_ response: LikertResponse) {
    self.response = response
    // An item's chances change within this distance of true values.
    let scale =
      response.deviation * ((1 - response.correlation) / response.correlation).squareRoot()
    step = min(scale, response.deviation) / Self.density
    first = response.mean - 16 * response.deviation
    let count = Int(32 * response.deviation / step) + 1
    let (start, width) = (first, step)
    points = count
    rows = (0..<count).flatMap {
      response.sumProbabilities(givenTrueValue: start + width * Double($0))
    }
  }

  /// Adds the chances of a cell of the present number and each sum.
  func add(
    _ share: Double, within cell: ValueInterval, mean: Double, deviation: Double,
    earlier: Double, to chances: inout [Double]
  ) {
    let low = max(cell.low, mean - Self.reach * deviation)
    let high = min(cell.high, mean + Self.reach * deviation)
    guard low < high else { return }
    let panels = max(1, Int(((high - low) / min(deviation, Self.density * step)).rounded(.up)))
    GaussLegendre.twelve.visit(from: low, to: high, panels: panels) { value, weight in
      let density = share * weight * StandardNormal.density((value - mean) / deviation) / deviation
      add(density, at: value + earlier, to: &chances)
    }
  }

  /// How many sums there are.
  var sums: Int { response.scale.sums.count }

  /// Adds the chances of each sum given a true value.
  func add(_ weight: Double, at value: Double, to chances: inout [Double]) {
    let place = (value - first) / step
    guard place >= 2, place < Double(points - 4) else {
      for (sum, chance) in response.sumProbabilities(givenTrueValue: value).enumerated() {
        chances[sum] += weight * chance
      }
      return
    }
    let start = Int(place) - 2
    var weights = PointTable.lagrange(place - Double(start))
    for offset in 0..<6 { weights[offset] *= weight }
    let count = chances.count
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { own in
      rows.withUnsafeBufferPointer { rows in
        weights.span.withUnsafeBufferPointer { weights in
          guard let rows = rows.baseAddress, let weights = weights.baseAddress,
            let own = own.baseAddress
          else { return }
          ck_weighted_rows(own, rows + start * count, count, weights, 6, count)
        }
      }
      for sum in 0..<count { chances[sum] += own[sum] }
    }
  }
}

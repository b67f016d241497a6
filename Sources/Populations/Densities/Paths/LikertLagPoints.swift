// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Answers of some months ago to a questionnaire about a normal number that only moves change, with
/// the law of the present number: joint densities of it and each sum, tabled on panels that all laws
/// share.
struct LikertLagPoints: PlacedLaws {
  private let feature: FeatureReading?
  private let sums: ClosedRange<Int>
  private let panels: LagPanels
  /// By law the densities of the present number with each sum, and with any, place by place.
  private let densities: [[Double]]
  /// By law their integrals.
  private let masses: [[Double]]

  var places: [Double] { panels.places }

  /// Makes the tables.
  init?(
    _ group: LagGroup, _ channel: LikertChannel, _ laws: [[WeightedState]], _ month: Int,
    _ slots: LevelSlots
  ) {
    guard let response = channel.response,
      let panels = group.isDrawn
        ? LagPanels(group.number, response, steepness: group.steepness) : LagPanels(group.number)
    else { return nil }
    (feature, sums, self.panels) = (group.feature, response.scale.sums, panels)
    var found: [[Double]] = []
    for states in laws {
      var own = [Double](repeating: 0, count: panels.places.count * (sums.count + 1))
      for weighted in states {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          Self.row(
            group, weighted.state, month, slots, panels, group.tables.answers(response)
          ).map { [$0] }
        }
        guard let row = rows?.first else { return nil }
        for index in own.indices { own[index] += weighted.weight * row[index] }
      }
      found.append(own)
    }
    densities = found
    let each = panels.weights
    masses = found.map { own in
      stride(from: 0, to: own.count, by: each.count).map { start in
        each.indices.reduce(0) { $0 + each[$1] * own[start + $1] }
      }
    }
  }

  /// The joint densities for one hidden state: with each sum, and with any.
  private static func row(
    _ group: LagGroup, _ state: HiddenState, _ month: Int, _ slots: LevelSlots,
    _ panels: LagPanels, _ table: AnswerTable
  ) -> [Double]? {
    let (present, parts) = group.parts(state, month, slots)
    guard let (mean, deviation) = group.number.moments(present) else { return nil }
    let (count, reach) = (panels.places.count, group.isDrawn ? LagPanels.reach : .infinity)
    var row = [Double](repeating: 0, count: count * (table.sums + 1))
    var own = [Double](repeating: 0, count: table.sums)
    for (index, place) in panels.places.enumerated() {
      let score = (place - mean) / deviation
      guard abs(score) < reach else { continue }
      let density = StandardNormal.density(score) / deviation
      for sum in own.indices { own[sum] = 0 }
      for (part, chance) in parts {
        guard part.isSame, let then = group.number.moments(part.stage) else { return nil }
        table.add(density * chance, at: place + then.mean - mean, to: &own)
      }
      for sum in own.indices { row[sum * count + index] = own[sum] }
      row[table.sums * count + index] = own.reduce(0, +)
    }
    return row
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let parts = parts(seen)
    for law in used { masses[law] = log(mass(law, parts)) }
  }

  private func mass(_ law: Int, _ parts: [(row: Int, weight: Double)]) -> Double {
    var sum = 0.0
    for (row, weight) in parts { sum += weight * masses[law][row] }
    return sum
  }

  func mix(
    _ seen: [Double]?, of used: [Int], _ shares: [Double], from first: Int,
    into weights: inout [Double]
  ) {
    let (parts, count) = (parts(seen), panels.places.count)
    for place in 0..<count { weights[place] = 0 }
    for law in used {
      let mass = mass(law, parts)
      guard mass > 0 else { continue }
      for (row, weight) in parts {
        let factor = shares[first &+ law] * weight / mass
        densities[law].withUnsafeBufferPointer { densities in
          weights.withUnsafeMutableBufferPointer { weights in
            for place in 0..<count {
              weights[place] += factor * densities[row &* count &+ place]
            }
          }
        }
      }
    }
    for place in 0..<count { weights[place] *= panels.weights[place] }
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    let (parts, count) = (parts(seen), panels.places.count)
    var found = [Double](repeating: 0, count: count)
    for (row, weight) in parts {
      for place in 0..<count { found[place] += weight * densities[law][row * count + place] }
    }
    guard !panels.ends.isEmpty else {
      return NumberPosterior(
        values: (0..<count).map { (panels.places[$0], log(found[$0] * panels.weights[$0])) })
    }
    let each = LegendrePanel.points
    return NumberPosterior(
      panels: panels.ends.enumerated().map { index, ends in
        (ends.from, ends.to, Array(found[index * each..<(index + 1) * each]))
      }, .plain)
  }

  /// The sums that may be what is seen, with how far each may; the position after the last for any.
  private func parts(_ seen: [Double]?) -> [(row: Int, weight: Double)] {
    guard let feature, let seen else { return [(sums.count, 1)] }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: true)
    let weights = sums.map { sum in
      pieces.reduce(0) { $0 + ($1.values.contains(Double(sum)) ? $1.weight : 0) }
    }
    if let first = weights.first, weights.allSatisfy({ $0 == first }) {
      return first > 0 ? [(sums.count, first)] : []
    }
    return weights.indices.filter { weights[$0] > 0 }.map { ($0, weights[$0]) }
  }
}

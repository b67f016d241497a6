// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// Answers of some months ago to a questionnaire about a normal number that only moves change, with
/// the law of the present number: joint densities of it and each sum, tabled on panels that all laws
/// share.
struct LikertLagPoints: KnownPathGroup {
  private let feature: FeatureReading?
  private let sums: ClosedRange<Int>
  private let panels: LagPanels
  /// By law and place the densities of the present number with each sum.
  private let densities: [[Double]]

  /// Makes the tables.
  init?(
    _ group: LagGroup, _ channel: LikertChannel, _ laws: [[WeightedState]], _ month: Int,
    _ slots: LevelSlots
  ) {
    guard let response = channel.response, let panels = LagPanels(group.number) else { return nil }
    (feature, sums, self.panels) = (group.feature, response.scale.sums, panels)
    var table: AnswerTable?
    var found: [[Double]] = []
    for states in laws {
      var own = [Double](repeating: 0, count: panels.places.count * sums.count)
      for weighted in states {
        let rows = group.tables.rows(group.key(weighted.state, month, slots)) {
          let answers = table ?? AnswerTable(response)
          table = answers
          return Self.row(group, weighted.state, month, slots, panels, answers).map { [$0] }
        }
        guard let row = rows?.first else { return nil }
        for index in own.indices { own[index] += weighted.weight * row[index] }
      }
      found.append(own)
    }
    densities = found
  }

  /// The joint densities for one hidden state.
  private static func row(
    _ group: LagGroup, _ state: HiddenState, _ month: Int, _ slots: LevelSlots,
    _ panels: LagPanels, _ table: AnswerTable
  ) -> [Double]? {
    let (present, parts) = group.parts(state, month, slots)
    guard let (mean, deviation) = group.number.moments(present) else { return nil }
    var row: [Double] = []
    row.reserveCapacity(panels.places.count * table.sums)
    for place in panels.places {
      var own = [Double](repeating: 0, count: table.sums)
      let density = StandardNormal.density((place - mean) / deviation) / deviation
      for (part, chance) in parts where density > 0 {
        guard part.isSame, let then = group.number.moments(part.stage) else { return nil }
        table.add(density * chance, at: place + then.mean - mean, to: &own)
      }
      row += own
    }
    return row
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    let weights = weights(seen)
    for law in used {
      masses[law] = log(
        zip(panels.weights, seenDensities(law, weights)).reduce(0) { $0 + $1.0 * $1.1 })
    }
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    let found = seenDensities(law, weights(seen))
    let each = LegendrePanel.points
    return NumberPosterior(
      panels: panels.ends.enumerated().map { index, ends in
        (ends.from, ends.to, Array(found[index * each..<(index + 1) * each]))
      }, .plain)
  }

  /// The densities at the places with what is seen.
  private func seenDensities(_ law: Int, _ weights: [Double]) -> [Double] {
    densities[law].withUnsafeBufferPointer { densities in
      panels.places.indices.map { place in
        var sum = 0.0
        for index in weights.indices {
          sum += weights[index] * densities[place &* weights.count &+ index]
        }
        return sum
      }
    }
  }

  /// How far each sum may be what is seen.
  private func weights(_ seen: [Double]?) -> [Double] {
    guard let feature, let seen else { return sums.map { _ in 1 } }
    let pieces = SeenPiece.counting(feature.pieces(seen[0]), isDiscrete: true)
    return sums.map { sum in
      pieces.reduce(0) { $0 + ($1.values.contains(Double(sum)) ? $1.weight : 0) }
    }
  }
}

/// Panels that cover all laws that a normal number can have.
struct LagPanels: Sendable {
  /// Where each panel begins and ends, ascending.
  let ends: [(from: Double, to: Double)]
  /// The places of the twelve-point rule, panel by panel.
  let places: [Double]
  /// Their weights.
  let weights: [Double]

  /// Covers a number for which `isNormal` holds; nothing where its laws are too far apart.
  init?(_ number: EvolvingNumber) {
    guard let grid = NormalGrid(number, (0, 0)) else { return nil }
    let (from, to) = (grid.point(0), grid.point(grid.count - 1))
    // Five of the grid's steps are the least deviation; a normal density is followed over two of it.
    let count = max(1, Int(((to - from) / (10 * grid.step)).rounded(.up)))
    guard count < 200 else { return nil }
    let width = (to - from) / Double(count)
    ends = (0..<count).map { (from + width * Double($0), from + width * Double($0 + 1)) }
    var (places, weights): ([Double], [Double]) = ([], [])
    GaussLegendre.twelve.visit(from: from, to: to, panels: count) { place, weight in
      places.append(place)
      weights.append(weight)
    }
    (self.places, self.weights) = (places, weights)
  }
}

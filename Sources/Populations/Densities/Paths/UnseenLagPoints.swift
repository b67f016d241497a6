// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// A normal number of which nothing is seen: densities at places that all laws share.
struct UnseenLagPoints: PlacedLaws {
  let places: [Double]
  /// By law the weights of the places.
  private let densities: [[Double]]

  /// Makes the tables; none where a parameter is impossible.
  init?(_ group: LagGroup, _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots) {
    guard let panels = LagPanels.unseen(group.number, group.steepness) else { return nil }
    places = panels.places
    var found: [[Double]] = []
    for states in laws {
      var own = [Double](repeating: 0, count: panels.places.count)
      for weighted in states {
        let present = group.number.stage(month, weighted.state, slots)
        guard let (mean, deviation) = group.number.moments(present) else { return nil }
        for (index, place) in panels.places.enumerated() {
          let density = StandardNormal.density((place - mean) / deviation) / deviation
          own[index] += weighted.weight * density * panels.weights[index]
        }
      }
      found.append(own)
    }
    densities = found
  }

  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double]) {
    for law in used { masses[law] = 0 }
  }

  func mix(
    _ seen: [Double]?, of used: [Int], _ shares: [Double], from first: Int,
    into weights: inout [Double]
  ) {
    for place in weights.indices { weights[place] = 0 }
    for law in used {
      let share = shares[first &+ law]
      densities[law].withUnsafeBufferPointer { own in
        for place in weights.indices { weights[place] += share * own[place] }
      }
    }
  }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? {
    NumberPosterior(values: places.indices.map { (places[$0], log(densities[law][$0])) })
  }
}

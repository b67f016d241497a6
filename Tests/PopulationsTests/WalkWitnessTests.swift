// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// The witness of windows against itself and against drawn customers.
@Suite struct WalkWitnessTests {
  private static let near = 444_000.0...563_000
  private static let places = [470_000.0, 495_000, 499_900, 500_100, 505_000, 512_000]

  /// Twice as many points everywhere change nothing.
  @Test func halvedStepsChangeNothing() {
    for bound in [500_000.0, 510_000] {
      let own = WindowCase(law: .spliced(), bounds: [bound])
      let ages = [5, 2, 1, 0]
      let (usual, fine) = (
        own.chances(ages, seen: Self.near), own.chances(ages, seen: Self.near, 2)
      )
      for seen in Self.places {
        #expect(abs(usual(seen)[0] - fine(seen)[0]) < 1e-10, "\(seen), \(bound)")
      }
    }
  }

  /// Nor of three steps, without the factor.
  @Test(arguments: [3, 6]) func halvedStepsChangeNothingOfThree(_ age: Int) {
    for bound in [500_000.0, 510_000] {
      let own = WindowCase(law: .spliced(), shown: 3, held: 3, bounds: [bound])
      for seen in Self.places {
        let (usual, fine) = (
          own.walk([age], shares: [0.7, 0.3]).densities(log(seen)),
          own.walk([age], shares: [0.7, 0.3], 2).densities(log(seen))
        )
        for (one, two) in zip(usual, fine) {
          #expect(abs(one - two) < 1e-10 * fine[1], "\(seen), \(bound), \(one / two - 1)")
        }
      }
    }
  }

  /// True segments of drawn customers fall as their chances say: scores of 3 cases in 4 ranges of what is
  /// seen, each beyond 4 in 1 of 16,000 runs; the seed is fixed.
  @Test(arguments: [
    WindowCase(law: .spliced(), bounds: [500_000]),
    WindowCase(law: .spliced(), late: 0.3, bounds: [510_000]),
    WindowCase(law: .spliced(), shown: 3, held: 3, late: 0.3, bounds: [500_000]),
  ])
  func drawnCustomersFallAsTheirChancesSay(_ own: WindowCase) throws {
    let (month, count) = (3, 25_000)
    let model = try WrittenWorld.model(own.text, seed: 9, customers: count)
    let drawn = RecordedPopulation(model, only: month)[month]
    let seen = try #require(drawn.view["aum_avg"])
    let truth = try #require(drawn.truths["value"])
    let chances = own.chances(own.ages(model, month), seen: Self.near)
    let edges = [445_000.0, 480_000, 497_000, 503_000, 560_000]
    for (low, high) in zip(edges, edges.dropFirst()) {
      let rows = seen.indices.filter { seen[$0] > low && seen[$0] < high }
      #expect(rows.count > 300)
      var (score, variance) = (0.0, 0.0)
      for row in rows {
        let chance = chances(seen[row])[0]
        score += (truth[row] == 0 ? 1 : 0) - chance
        variance += chance * (1 - chance)
      }
      #expect(abs(score) < 4 * variance.squareRoot(), "\(low), \(score), \(variance)")
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Probability
import Testing

/// Posteriors of 200 stored customers of each construction against brute force: every path of the hidden
/// levels by itself, numbers by quadrature of high order (References/posteriors.py).
@Suite struct WitnessTests {
  /// Each world with the greatest distance of a chance: sums and quadratures in the open, tables where
  /// values of earlier months are normal.
  @Test(arguments: [
    ("declared", 1e-8), ("levels", 1e-11), ("evolving", 1e-8), ("earlier", 1e-8),
    ("counted", 1e-10), ("together", 1e-8),
  ])
  func posteriorsAreThoseOfBruteForce(_ world: String, _ most: Double) throws {
    let stored = try StoredCustomers(world)
    #expect(stored.sights.count >= 4)
    for sight in stored.sights {
      let found = try stored.posteriors(sight, month: 3)
      let distances = StoredCustomers.distances(found, sight)
      #expect(distances.count == 200)
      let greatest = distances.max() ?? .infinity
      #expect(greatest < most, "\(world): \(sight.scheme) given \(sight.features), \(greatest)")
    }
  }

  /// Over ten months paths of one in ten thousand customers are left out and, where two numbers evolve,
  /// paths that differ in moves of long ago are put together: an approximation by design.
  @Test func rarePathsAndMovesOfLongAgoMatterLittle() throws {
    let stored = try StoredCustomers("long")
    #expect(stored.sights.count == 3)
    for sight in stored.sights {
      let found = try stored.posteriors(sight, month: 9)
      let distances = StoredCustomers.distances(found, sight)
      #expect(distances.mean < 2e-3, "\(sight.features): \(distances.mean)")
      #expect(distances.max() ?? 1 < 0.01, "\(sight.features): \(distances)")
      // The floor, their mean doubt, changes by 0.0013 at most.
      let exact = distances.indices.map { row in sight.chances.map { $0[row] }.max() ?? 0 }
      let floors = [found.map { $0.max() ?? 0 }.mean, exact.mean]
      #expect(abs(floors[0] - floors[1]) < 2e-3, "\(sight.features): \(floors)")
    }
  }

  /// A need that is drawn by age, risk and wealth together, of which assets are shown by a late mean of
  /// months: a few points stand for each number, and numbers of a class of customers for independent.
  ///
  /// The second world has sharper utilities, so that points must lie closer.
  @Test(arguments: [("needs", 4, 200), ("sharp", 2, 40)])
  func needsOfSeveralNumbersAreThoseOfBruteForce(
    _ world: String, _ sights: Int, _ customers: Int
  ) throws {
    let stored = try StoredCustomers(world)
    #expect(stored.sights.count == sights)
    for sight in stored.sights {
      let found = try stored.posteriors(sight, month: 3)
      let distances = StoredCustomers.distances(found, sight)
      #expect(distances.count == customers)
      #expect(distances.mean < 1e-4, "\(sight.features): \(distances.mean)")
      #expect(distances.max() ?? 1 < 5e-4, "\(sight.features): \(distances.max() ?? 1)")
    }
  }
}

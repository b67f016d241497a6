// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

/// Draws against their laws' own distribution functions, whose values are checked elsewhere.
///
/// False alarms: each of fewer than 150 tests here fails by chance with probability 1e-8 (seeds are
/// fixed, so it fails always or never): 1.5e-6 in all.
@Suite struct DrawStatisticsTests {
  private let alarm = 1e-8
  private let count = 200_000

  private func check(_ draws: [Double], _ law: any Law, _ path: String) {
    let p =
      law.isDiscrete ? GoodnessOfFit.chiSquare(draws, law) : GoodnessOfFit.kolmogorov(draws, law)
    #expect(p > alarm, "\(path) of \(law): p = \(p)")
    #expect(draws.allSatisfy { law.support.contains($0) }, "\(path) of \(law)")
  }

  @Test func columnsOfOneLaw() throws {
    for law in try LawFixtures.continuous() + LawFixtures.discrete() {
      check(DrawChecks.column(laws: [law], count: count), law, "column")
    }
  }

  /// All laws at once, each row by its level: every kernel in one column.
  @Test func columnsByLevel() throws {
    let laws = try LawFixtures.continuous() + LawFixtures.discrete()
    let levels = (0..<laws.count * 20_000).map { UInt8($0 % laws.count) }
    let draws = DrawChecks.column(laws: laws, levels: levels, count: levels.count, seed: 7)
    for (level, law) in laws.enumerated() {
      let own = stride(from: level, to: draws.count, by: laws.count).map { draws[$0] }
      check(own, law, "level")
    }
  }

  @Test func samplers() throws {
    let stream = CellStream()
    let run = CellRun(path: SeedPath(root: 3).child("sampler"), firstIndex: 0, count: 50_000)
    for law in try LawFixtures.continuous() + LawFixtures.discrete() {
      let draws = (0..<run.count).map { row in
        stream.seek(row: row, of: run)
        return law.draw(using: stream)
      }
      check(draws, law, "sampler")
    }
  }

  /// Means within 6.2 standard errors (1e-9), variances within 6.2 by the sample's own fourth
  /// moment, where the law has one.
  @Test func moments() throws {
    for law in try LawFixtures.continuous() + LawFixtures.discrete() where law.variance > 0 {
      guard law.variance.isFinite, Self.hasFourthMoment(law) else { continue }
      let draws = DrawChecks.column(laws: [law], count: count, seed: 11)
      let mean = draws.reduce(0, +) / Double(count)
      let centre = law.mean
      let squares = draws.map { ($0 - centre) * ($0 - centre) }
      let variance = squares.reduce(0, +) / Double(count)
      let fourth = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / Double(count)
      #expect(abs(mean - centre) < 6.2 * (law.variance / Double(count)).squareRoot(), "\(law)")
      let error = (fourth / Double(count)).squareRoot()
      #expect(abs(variance - law.variance) <= 6.2 * error + 1e-12 * variance, "\(law)")
    }
  }

  private static func hasFourthMoment(_ law: any Law) -> Bool {
    if let pareto = law as? ParetoLaw { return pareto.alpha > 4 }
    if let splice = law as? SpliceLaw { return (splice.pieces.last?.alpha ?? 0) > 4 }
    return true
  }

  /// A tail has the share it was given: counts above the splice against the binomial, 6 sigma.
  @Test func spliceTailsHaveTheirShare() throws {
    let law = try LawFixtures.splice(shareAbove: 0.05, median: 8000)
    let draws = DrawChecks.column(laws: [law], count: count, seed: 13)
    let above = Double(draws.count { $0 > 500_000 })
    #expect(abs(above - 0.05 * Double(count)) < 6 * (Double(count) * 0.05 * 0.95).squareRoot())
    let far = Double(draws.count { $0 > 10_000_000 })
    let share = 0.05 * pow(20, -1.14)
    #expect(abs(far - share * Double(count)) < 6 * (Double(count) * share).squareRoot())
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

@Suite struct CovarianceAdaptationTests {
  /// Minimises a function and gives the least value found.
  private func least(
    of size: Int, seed: Int, evaluations: Int, _ function: ([Double]) -> Double
  ) -> Double {
    let stream = CellStream()
    stream.seek(
      row: 0,
      of: CellRun(
        path: SeedPath(root: 7).child(seed), firstIndex: 0, count: 1, cohort: 0, replicate: 0))
    var search = CovarianceAdaptation(start: [Double](repeating: 0.2, count: size), step: 0.3)
    var (least, count) = (Double.infinity, 0)
    while count < evaluations {
      let points = search.propose { StandardNormal.quantile(stream.nextUniform()) }
      let values = points.map(function)
      least = min(least, values.min() ?? least)
      search.learn(values.indices.sorted { (values[$0], $0) < (values[$1], $1) })
      count += points.count
    }
    return least
  }

  /// A long ellipse that lies askew, condition 10⁴: without learning its axes no search gets there.
  @Test(arguments: 1...5)
  func learnsAnAskewEllipse(seed: Int) {
    let found = least(of: 4, seed: seed, evaluations: 2500) { point in
      let moved = point.map { $0 - 0.6 }
      let along = moved.reduce(0, +) / 2
      let squares = moved.reduce(0) { $0 + $1 * $1 }
      return along * along + 1e4 * (squares - along * along)
    }
    #expect(found < 1e-10, "\(found)")
  }

  /// Rosenbrock's valley in two dimensions, its end at (0.8, 0.64).
  @Test(arguments: 1...5)
  func followsTheValley(seed: Int) {
    let found = least(of: 2, seed: seed, evaluations: 2000) { point in
      let (a, b) = (0.8 - point[0], point[1] - point[0] * point[0])
      return a * a + 100 * b * b
    }
    #expect(found < 1e-10, "\(found)")
  }

  /// Only the order counts, and the same stream gives the same points.
  @Test func onlyTheOrderCounts() {
    func squares(_ point: [Double]) -> Double { point.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } }
    let plain = least(of: 3, seed: 1, evaluations: 400, squares)
    let bent = least(of: 3, seed: 1, evaluations: 400) { log(squares($0) + 1e-300) }
    #expect(abs(log(plain) - bent) < 1e-9)
    #expect(plain < 1e-6)
  }
}

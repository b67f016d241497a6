// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import Testing

struct NormalCopulaTests {
  /// Correlations, scores and log density: scipy 1.17.1, printed by References/copulas.py.
  private static let references: [([Double], [Double], Double)] = [
    ([0.5], [0.0, 0.0], 0.1438410362258904),
    ([0.5], [1.2, 0.9], 0.4888410362258906),
    ([0.5], [-3.5, 2.25], -7.991575630440778),
    ([0.5], [6.0, 5.5], 11.10217436955923),
    ([0.5, 0.1, 0.2], [0.3, -1.1, 2.0], -0.8392896331806456),
    ([0.5, 0.1, 0.2], [-2.5, -1.0, 0.4], 0.5150853668193491),
    ([0.5, 0.1, 0.2], [0.0, 3.0, -3.0], -3.585747966513969),
    ([-0.3, 0.8, 0.05, -0.6, 0.4, -0.1], [1.0, 0.5, 0.25, -2.0], -0.9449969861981842),
    ([-0.3, 0.8, 0.05, -0.6, 0.4, -0.1], [-0.7, 1.9, -1.4, 0.6], 2.237589220698367),
    ([0.999], [1.0, 1.01], 3.5873389791656805),
    ([0.999], [0.5, -0.5], -246.64244588828166),
  ]

  @Test(arguments: references.indices)
  func logDensityIsThatOfScipy(index: Int) throws {
    let (correlations, scores, expected) = Self.references[index]
    let copula = try NormalCopula(size: scores.count, correlations: correlations)
    let value = copula.logDensity(normalScores: scores)
    #expect(abs(value - expected) < 1e-11 * max(1, abs(expected)), "\(value)")
  }

  @Test func columnsOfScoresHaveTheSameLogDensities() throws {
    let copula = try NormalCopula(size: 3, correlations: [0.5, 0.1, 0.2])
    let columns: [[Double]] = (0..<3).map { column in
      (0..<50).map { row -> Double in
        let turn = (7 * row + 13 * column) % 31
        return Double(turn) / 5 - 3
      }
    }
    var sums = [Double](repeating: 2, count: 50)
    columns[0].withUnsafeBufferPointer { first in
      columns[1].withUnsafeBufferPointer { second in
        columns[2].withUnsafeBufferPointer { third in
          sums.withUnsafeMutableBufferPointer { sums in
            let scores = [first, second, third].compactMap(\.baseAddress)
            guard let out = sums.baseAddress else { return }
            copula.addLogDensities(normalScores: scores, count: 50, to: out)
          }
        }
      }
    }
    for (row, sum) in sums.enumerated() {
      let one = copula.logDensity(normalScores: columns.map { $0[row] })
      #expect(abs(sum - 2 - one) < 1e-13 * max(1, abs(one)))
    }
  }

  @Test func weightsGiveTheCorrelationsInEveryOrder() throws {
    let correlations = [-0.3, 0.8, 0.05, -0.6, 0.4, -0.1]
    let copula = try NormalCopula(size: 4, correlations: correlations)
    for order in [[0, 1, 2, 3], [3, 1, 0, 2], [2, 3, 1, 0]] {
      let weights = copula.weights(inOrder: order)
      for (pair, correlation) in zip(NormalCopula.pairs(of: 4), correlations) {
        let places = try [pair.first, pair.second].map { try #require(order.firstIndex(of: $0)) }
        let sum = zip(weights[places[0]], weights[places[1]]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(sum - correlation) < 1e-15)
      }
      #expect(weights.allSatisfy { abs($0.reduce(0) { $0 + $1 * $1 } - 1) < 1e-15 })
    }
  }

  @Test func correlationsThatCannotHoldAreRefused() {
    // Variance left to the third by the first two: 1 - (0.81 + 0.81 + 2 × 0.729) / 0.19.
    #expect(throws: CholeskyFactor.NotPositiveDefinite(row: 2)) {
      try NormalCopula(size: 3, correlations: [0.9, 0.9, -0.9])
    }
    let left = NormalCopula.varianceLeft(to: 2, size: 3, correlations: [0.9, 0.9, -0.9])
    #expect(left.map { abs($0 - (1 - 3.078 / 0.19)) < 1e-12 } == true)
    #expect(throws: CholeskyFactor.NotPositiveDefinite(row: 1)) {
      try NormalCopula(size: 2, correlations: [-1])
    }
  }

  @Test func aMixtureOfCellsDoesNotDependOnTheRowsAround() {
    let root = SeedPath(root: 5)
    let part = NormalMixture.Part(path: root.child("other"), month: 3, weight: 0.6)
    let mixture = NormalMixture(own: 0.8, others: [part])
    func normals(_ run: CellRun, _ mixture: NormalMixture?) -> [Double] {
      var (values, run) = ([Double](repeating: 0, count: run.count), run)
      run.mixture = mixture
      values.withUnsafeMutableBufferPointer { buffer in
        if let start = buffer.baseAddress { run.fillNormals(into: start) }
      }
      return values
    }
    let run = CellRun(path: root.child("own"), firstIndex: 10, count: 1000, month: 7)
    let other = CellRun(path: root.child("other"), firstIndex: 10, count: 1000, month: 3)
    let (own, others) = (normals(run, nil), normals(other, nil))
    let mixed = normals(run, mixture)
    #expect(mixed == zip(own, others).map { 0.8 * $0 + 0.6 * $1 })
    let indices = (0..<1000).reversed().map { UInt32(10 + $0) }
    indices.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let turned = CellRun(path: root.child("own"), indices: start, count: 1000, month: 7)
      #expect(normals(turned, mixture) == mixed.reversed())
    }
  }

  @Test func uniformsOfAMixtureAreItsDistributionFunction() {
    let root = SeedPath(root: 6)
    var run = CellRun(path: root, firstIndex: 0, count: 20_000)
    run.mixture = NormalMixture(
      own: 0.6, others: [.init(path: root.child("a"), month: nil, weight: -0.8)])
    var values = [Double](repeating: 0, count: run.count)
    values.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { run.fillUniforms(into: start) }
    }
    // A right generator fails once in 100,000 seeds.
    #expect(GoodnessOfFit.kolmogorov(values) > 1e-5)
    #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

/// Columns whose parameters differ from row to row.
///
/// Each draw's place in its own row's law must be uniform. Fewer than 40 tests, each with a false-alarm rate of 1e-8.
@Suite struct RowDrawerTests {
  private let count = 60_000

  /// Columns that sweep an interval in an order unrelated to the rows' cells.
  private func column(_ range: ClosedRange<Double>, _ stride: Int) -> [Double] {
    (0..<count).map { row in
      let share = Double(row * stride % 10_007) / 10_006
      return range.lowerBound + (range.upperBound - range.lowerBound) * share
    }
  }

  private func draw(
    _ family: any LawFamily.Type, _ names: [String], _ constants: [Double?],
    _ columns: [[Double]], indices: [UInt32]? = nil
  ) throws -> (draws: [Double], impossible: Int) {
    let drawer = try family.rowDrawer(names: names, constants: constants)
    let rows = columns.first?.count ?? count
    var run = CellRun(path: SeedPath(root: 21).child(family.id), firstIndex: 5, count: rows)
    var out = [Double](repeating: 0, count: rows)
    var scratch = [Double](repeating: 0, count: DrawScratch.columns * rows)
    let held = columns.map { column in
      let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, column.count))
      pointer.initialize(from: column, count: column.count)
      return pointer
    }
    defer { for pointer in held { pointer.deallocate() } }
    let parameters = held.map { UnsafePointer($0) }
    let impossible = (indices ?? []).withUnsafeBufferPointer { buffer in
      if indices != nil { run.indices = buffer.baseAddress }
      return drawer.draw(parameters: parameters, cells: run, into: &out, scratch: &scratch)
    }
    return (out, impossible)
  }

  private func check(
    _ family: any LawFamily.Type, _ names: [String], _ constants: [Double?],
    _ columns: [[Double]]
  ) throws {
    let (draws, impossible) = try draw(family, names, constants, columns)
    #expect(impossible == 0)
    let breakers = CellRun(path: SeedPath(root: 22), firstIndex: 0, count: count)
    var uniforms = [Double](repeating: 0, count: count)
    breakers.fillUniforms(into: &uniforms)
    var places: [Double] = []
    for row in 0..<count {
      var values: [String: Double] = [:]
      var next = 0
      for (name, constant) in zip(names, constants) {
        values[name] = constant ?? columns[next][row]
        if constant == nil { next += 1 }
      }
      let law = try family.law(values)
      let x = draws[row]
      places.append(
        law.isDiscrete ? law.cdf(x) - uniforms[row] * exp(law.logDensity(x)) : law.cdf(x))
    }
    let p = GoodnessOfFit.kolmogorov(places)
    #expect(p > 1e-8, "\(family.id) \(names) \(constants): p = \(p)")
  }

  @Test func continuousFamilies() throws {
    let (a, b) = (column(0.5...3, 7), column(0.2...2, 11))
    try check(UniformLaw.self, ["from", "to"], [nil, 4], [a])
    try check(NormalLaw.self, ["mean", "sd"], [nil, nil], [a, b])
    try check(NormalLaw.self, ["sd", "mean"], [nil, nil], [b, a])
    try check(LognormalLaw.self, ["median", "sigma"], [nil, 0.8], [a])
    try check(LognormalLaw.self, ["mean", "sd"], [nil, nil], [a, b])
    try check(LognormalLaw.self, ["mu", "sigma"], [0.3, nil], [b])
    try check(ExponentialLaw.self, ["mean"], [nil], [a])
    try check(ParetoLaw.self, ["minimum", "alpha"], [nil, nil], [b, a])
    try check(ParetoLaw.self, ["minimum", "mean"], [0.4, nil], [a])
    try check(GammaLaw.self, ["shape", "mean"], [2.5, nil], [a])
    try check(GammaLaw.self, ["shape", "scale"], [0.02, nil], [a])
    try check(GammaLaw.self, ["shape", "mean"], [nil, nil], [a, b])
    try check(GammaLaw.self, ["mean", "sd"], [nil, 0.7], [a])
    try check(BetaLaw.self, ["a", "b"], [nil, nil], [a, b])
    try check(BetaLaw.self, ["precision", "mean"], [12, nil], [column(0.05...0.95, 13)])
  }

  @Test func countFamilies() throws {
    try check(BernoulliLaw.self, ["share"], [nil], [column(0...1, 7)])
    let (from, to) = (column(0...9, 7), column(9...30, 11))
    try check(
      DiscreteUniformLaw.self, ["from", "to"], [nil, nil],
      [from.map { $0.rounded() }, to.map { $0.rounded() }])
    try check(DiscreteUniformLaw.self, ["to", "from"], [nil, -4], [to.map { $0.rounded() }])
    for range in [0...0.5, 0...9.99, 5...30, 10...400, 1000...20_000] as [ClosedRange<Double>] {
      try check(PoissonLaw.self, ["mean"], [nil], [column(range, 7)])
    }
    try check(NegativeBinomialLaw.self, ["mean", "size"], [nil, 1.5], [column(0...60, 7)])
    try check(NegativeBinomialLaw.self, ["mean", "size"], [nil, 0.05], [column(0...9, 7)])
    try check(NegativeBinomialLaw.self, ["size", "mean"], [nil, 20], [column(0.3...9, 7)])
  }

  @Test func constantsAreDrawnAsOneLaw() throws {
    let drawer = try GammaLaw.rowDrawer(names: ["mean", "shape"], constants: [6, 3])
    var out = [Double](repeating: 0, count: 100)
    var scratch = [Double](repeating: 0, count: 100 * DrawScratch.columns)
    let run = CellRun(path: SeedPath(root: 42).child("test"), firstIndex: 0, count: 100)
    #expect(drawer.draw(parameters: [], cells: run, into: &out, scratch: &scratch) == 0)
    let law = try GammaLaw(shape: 3, scale: 2)
    #expect(out == DrawChecks.column(laws: [law], count: 100))
  }

  @Test(
    arguments: [
      ("normal", ["mean", "sd"], [[0, .nan, 0, 0, 1], [1, 1, 0, -1, 2]], [1, 2, 3]),
      (
        "lognormal", ["median", "sigma"], [[1, 0, -1, 1, .nan], [1, 1, 1, 200, 1]], [1, 2, 3, 4]
      ),
      ("lognormal", ["mean", "sd"], [[1, 0, 1, 1, 2], [1, 1, 0, -2, .nan]], [1, 2, 3, 4]),
      (
        "uniform", ["from", "to"], [[0, 1, 0, .nan, 0], [1, 1, -1, 2, .infinity]], [1, 2, 3, 4]
      ),
      ("exponential", ["mean"], [[1, 0, -1, .nan, .infinity]], [1, 2, 3, 4]),
      (
        "pareto", ["minimum", "alpha"], [[1, 0, 1, 1, .nan], [1, 1, 0, 0.001, 1]], [1, 2, 3, 4]
      ),
      ("pareto", ["minimum", "mean"], [[1, 2, 1, 0, 1], [2, 2, 0.5, 1, .nan]], [1, 2, 3, 4]),
      ("gamma", ["shape", "scale"], [[1, 0, 1, .nan, 1e9], [1, 1, -1, 1, 1]], [1, 2, 3, 4]),
      ("beta", ["mean", "precision"], [[0.5, 0, 1, 0.5, .nan], [4, 1, 1, 0, 1]], [1, 2, 3, 4]),
      (
        "discrete uniform", ["from", "to"], [[0, 2, 0.5, .nan, 3], [1, 1, 1, 2, 3]], [1, 2, 3]
      ),
      ("bernoulli", ["share"], [[0, -0.1, 1, 1.1, .nan]], [1, 3, 4]),
      ("poisson", ["mean"], [[0, -1, .nan, 2e9, 1e9]], [1, 2, 3]),
      (
        "negative binomial", ["mean", "size"], [[0, -1, 1, .nan, 5], [1, 1, 0, 1, 1]], [1, 2, 3]
      ),
    ] as [(String, [String], [[Double]], [Int])])
  func impossibleRowsAreMissingAndCounted(
    law: String, names: [String], columns: [[Double]], expected: [Int]
  ) throws {
    let family = try #require(LawRegistry.family(named: law))
    let (draws, impossible) = try draw(family, names, names.map { _ in nil }, columns)
    #expect(draws.indices.filter { draws[$0].isNaN } == expected)
    #expect(impossible == expected.count)
  }

  @Test func rowsAreDrawnByTheirIndices() throws {
    let means = column(0...50, 7)
    let whole = try draw(PoissonLaw.self, ["mean"], [nil], [means]).draws
    let picked = (0..<1000).map { $0 * 31 % count }
    let part = try draw(
      PoissonLaw.self, ["mean"], [nil], [picked.map { means[$0] }],
      indices: picked.map { UInt32($0) + 5 })
    #expect(part.draws == picked.map { whole[$0] })
  }
}

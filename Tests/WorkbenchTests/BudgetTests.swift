// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Glibc
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// Where errors come from: parts of known size, that add up, or say why they are not known.
@Suite struct BudgetTests {
  private static let parts = [
    MetricName.overlapError, MetricName.viewError, MetricName.modelError,
    MetricName.trainingError, MetricName.stalenessError,
  ]

  /// Φ.
  private static func normal(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  private static func table(
    _ text: String, _ options: RunOptions = RunOptions(threads: 2)
  ) async throws -> MeasurementTable {
    let scenario = try Scenario(ScenarioDocument(text: text, file: "budget.yaml").root)
    return try await Runner(scenario, options).run().measurements
  }

  private static func row(
    _ table: MeasurementTable, _ metric: String, _ classifier: String, _ month: String
  ) throws -> Measurement {
    try #require(
      table.rows(metric: .only(metric), classifier: .only(classifier)).first {
        $0.month?.description == month
      }, "\(metric) of \(classifier) in \(month)")
  }

  /// Two normal groups at distance 2, seen with noise of 0.75 standard deviations; both move by 0.8.
  private static let gaussians = """
    scenario: 1
    name: gaussians
    seed: 5
    population: {customers: 20_000, from: 2026-01, months: 4}
    world:
      group: {levels: {low: 0.5, high: 0.5}}
      score: {normal: {mean: {by group: {low: 0, high: 2}}, sd: 1}}
    segments:
      group: {is: group, ordered: yes}
    view:
      score: [{of: score}, {plus: {normal: {mean: 0, sd: 0.75}}, per: month}]
    drift:
      shift: {from: 2026-03, changes: {world.score: {add: 0.8}}}
    classifiers:
      line: {finds: group, linear discriminant: {}, train: {customers: 20_000}}
      cut: {finds: group, cuts: {of: score, at: [1]}}
    budget: {months: [2026-01, 2026-04], rows: 100_000}
    """

  /// Parts carry the word of the chances they stand on: three numbers are combined approximately, two are not.
  @Test func partsByApproximateChancesAreCalledSo() async throws {
    let table = try await Self.table(
      """
      scenario: 1
      name: drawn
      seed: 2
      population: {customers: 300, from: 2026-01, months: 1}
      world:
        x: {normal: {mean: 0, sd: 1}}
        y: {normal: {mean: 0, sd: 1}}
        z: {normal: {mean: 0, sd: 1}}
      segments:
        two: {softmax: {keen: x + y, cool: 0}}
        three: {softmax: {keen: x + y + z, cool: 0}}
      view: {x: [{of: x}]}
      classifiers:
        pair: {finds: two, first match: [{keen: x > 0}, {cool: otherwise}]}
        trio: {finds: three, first match: [{keen: x > 0}, {cool: otherwise}]}
      """)
    for metric in [MetricName.overlapError, MetricName.modelError, MetricName.budgetedError] {
      let words = try ["pair", "trio"].map { name in
        try Self.row(table, metric, name, "2026-01").estimator
      }
      #expect(words == ["expected", MetricName.approximate], "\(metric)")
    }
  }

  /// Each value lies within 5 standard errors: a false alarm has probability 6e-7, at a fixed seed.
  ///
  /// The middle between two means of 10,000 values each has a standard error of 0.0088, by which the
  /// stale rule's error moves by a tenth of that; the model's and the sample's errors are of second
  /// order in such a difference, 0.2 times its square.
  @Test func gaussiansWithNoiseMeetTheClosedForm() async throws {
    let table = try await Self.table(Self.gaussians)
    let (overlap, spread) = (Self.normal(-1), 1.25)
    let floor = Self.normal(-1 / spread)
    let stale = (Self.normal(-1.8 / spread) + Self.normal(-0.2 / spread)) / 2 - floor
    #expect(abs(overlap - 0.158655) < 1e-6)
    #expect(abs(stale - 0.043832) < 1e-6)
    for (month, staleness) in [("2026-01", 0), ("2026-04", stale)] {
      let expected = [overlap, floor - overlap, 0, 0, staleness]
      let slack = [0, 0, 5e-4, 5e-4, staleness > 0 ? 5 * 0.0009 : 0]
      for (part, metric) in Self.parts.enumerated() {
        let row = try Self.row(table, metric, "line", month)
        let value = try #require(row.value.number)
        let error = (try #require(row.high) - (try #require(row.low))) / 2 / 1.96
        #expect(
          abs(value - expected[part]) <= 5 * error + slack[part], "\(month) \(metric) \(value)")
        #expect(row.estimator == "expected" && row.varies == "customers" && row.n == 20_000)
      }
    }
    // In the first month the sample is the one that the classifier has learned from.
    #expect(try Self.row(table, MetricName.stalenessError, "line", "2026-01").value.number == 0)
  }

  /// A rule that learns nothing cannot have learned badly or long ago.
  @Test func rulesHaveNeitherTrainingNorStaleness() async throws {
    let table = try await Self.table(Self.gaussians)
    for metric in [MetricName.trainingError, MetricName.stalenessError] {
      let row = try Self.row(table, metric, "cut", "2026-04")
      #expect(row.value.reason == "not applicable: it learns nothing")
    }
    // The cut at 1 is the best rule until the groups move.
    let before = try Self.row(table, MetricName.modelError, "cut", "2026-01").value.number
    let after = try Self.row(table, MetricName.modelError, "cut", "2026-04").value.number
    #expect(try #require(before) < 1e-9)
    #expect(try #require(after) > 0.03)
  }

  /// With gaps of a share q, and Δ what noise adds without gaps: noise has (1 - q/2) Δ of the view's part,
  /// gaps q/2 times what they add to who sees the truth and to who sees noise.
  ///
  /// Each lies within 5 standard errors: a false alarm has probability 6e-7, at a fixed seed.
  @Test func mechanismsShareWhatTheViewHides() async throws {
    let text = Self.gaussians.replacing(
      "per: month}]", with: "per: month}, {missing: 0.2, per: month}]"
    )
    .replacing("at: [1]}", with: "at: [1], missing: low}")
    .replacing("rows: 100_000", with: "rows: 1_000, split view: yes")
    let table = try await Self.table(text)
    let (truth, noisy) = (Self.normal(-1), Self.normal(-1 / 1.25))
    let shares = [
      "noise": 0.9 * (noisy - truth), "missing": 0.1 * ((0.5 - truth) + (0.5 - noisy)),
    ]
    let rows = table.rows(
      metric: .only(MetricName.viewErrorByMechanism), classifier: .only("line"))
    #expect(rows.count == 4)
    for row in rows {
      let error = (try #require(row.high) - (try #require(row.low))) / 2 / 1.96
      let share = try #require(shares[row.estimator])
      #expect(abs(try #require(row.value.number) - share) < 5 * error, "\(row)")
      let view = try Self.row(table, MetricName.viewError, "line", row.month?.description ?? "")
      let sum = rows.filter { $0.month == row.month }.compactMap(\.value.number).reduce(0, +)
      #expect(abs(sum - (try #require(view.value.number))) < 1e-11)
    }
  }

  /// Over replicates the sample varies too, and a reason that all of them share stays.
  @Test func replicatesVaryTheSample() async throws {
    let table = try await Self.table(Self.gaussians, RunOptions(threads: 2, replicates: 2))
    let training = try Self.row(table, MetricName.trainingError, "line", "2026-04")
    #expect(training.varies == "replicates" && training.n == 40_000)
    let none = try Self.row(table, MetricName.trainingError, "cut", "2026-04")
    #expect(none.value.reason == "not applicable: it learns nothing")
  }

  /// Customers who come, go and move; values that go missing; few and noisy labels.
  private static let moving = """
    scenario: 1
    name: moving
    seed: 5
    population:
      customers: 3_000
      from: 2026-01
      months: 5
      entry: {monthly: 0.1}
      exit: {hazard: 0.08}
    world:
      persona: {levels: {low: 0.6, high: 0.4}, moves: {low: {high: 0.05}, high: {low: 0.02}}}
      balance:
        lognormal: {median: {by persona: {low: 1000, high: 9000}}, sigma: 0.8}
        after move: redraw
      branch:
        levels: {by persona: {low: {north: 0.2, south: rest}, high: {north: 0.6, south: rest}}}
        after move: redraw
      spending: {lognormal: {median: 100, sigma: 0.5}, each: month}
    segments:
      tier: {is: persona, ordered: yes}
      spender: {cut: spending, mean of: 3 months, levels: {small: below 100, big: above}}
    view:
      balance: [{of: balance}, {times: {lognormal: {mu: 0, sigma: 0.4}}, per: month}]
      branch: [{of: branch}, {missing: 0.3, per: month}]
      spending: [{of: spending}, {round: nearest 10}]
    labels: {tier: {share: 0.5, noise: 0.05}}
    classifiers:
      cut: {finds: tier, cuts: {of: balance, at: [3000]}, sees: [balance, branch]}
      bayes: {finds: tier, naive bayes: {}, sees: [balance, branch], train: {customers: 300}}
      few: {finds: tier, naive bayes: {}, sees: [balance, branch], train: {customers: 40}}
      months: {finds: spender, naive bayes: {}, sees: [spending], train: {customers: 500}}
      month: {finds: spender, cuts: {of: spending, at: [100]}}
    budget: {months: each, rows: 2_000}
    """

  @Test func partsAddUpToTheExpectedError() async throws {
    let table = try await Self.table(Self.moving)
    for classifier in ["bayes", "few", "cut"] {
      for month in (1...5).map({ "2026-0\($0)" }) {
        let rows = try Self.parts.map { try Self.row(table, $0, classifier, month) }
        let sum = rows.compactMap(\.value.number).reduce(0, +)
        #expect(rows.compactMap(\.value.number).count == (classifier == "cut" ? 3 : 5))
        let whole = try Self.row(table, MetricName.budgetedError, classifier, month)
        #expect(abs(sum - (try #require(whole.value.number))) < 1e-12)
        // The same customers have their floor beside it.
        let floor = try Self.row(table, MetricName.floor, classifier, month)
        let error = try Self.row(table, MetricName.expectedError, classifier, month)
        #expect(whole.n == error.n)
        #expect(abs(try #require(error.value.number) - (try #require(whole.value.number))) < 1e-12)
        let two = rows[0...1].compactMap(\.value.number).reduce(0, +)
        #expect(abs(try #require(floor.value.number) - two) < 1e-12)
      }
    }
    let first = try Self.row(table, MetricName.stalenessError, "few", "2026-01")
    #expect(first.value.number == 0)
  }

  /// Where no posterior is known the parts that need one say so, and the others are counted.
  @Test func whatIsNotKnownSaysWhy() async throws {
    let table = try await Self.table(Self.moving)
    for metric in [MetricName.overlapError, MetricName.viewError, MetricName.modelError] {
      for classifier in ["months", "month"] {
        let row = try Self.row(table, metric, classifier, "2026-05")
        #expect(row.value.reason == "the segment cuts the mean of 3 months of 'spending'")
      }
    }
    let staleness = try Self.row(table, MetricName.stalenessError, "months", "2026-05")
    #expect(staleness.value.number != nil && staleness.estimator == "count")
    let none = try Self.row(table, MetricName.stalenessError, "month", "2026-05")
    #expect(none.value.reason == "not applicable: it learns nothing")
  }

  @Test func threadsAndBlocksChangeNothing() async throws {
    let plain = try await Self.table(Self.moving, RunOptions()).csv()
    for options in [
      RunOptions(threads: 2), RunOptions(threads: 7), RunOptions(threads: 2, blockSize: 300),
      RunOptions(threads: 2, shuffle: 99),
    ] {
      #expect(try await Self.table(Self.moving, options).csv() == plain)
    }
  }

  @Test func theLastMonthIsTheUsualOneAndNoIsNone() async throws {
    func months(_ text: String) async throws -> [String] {
      let rows = try await Self.table(text).rows(
        metric: .only(MetricName.budgetedError), classifier: .only("cut"))
      return rows.compactMap(\.month?.description)
    }
    let usual = Self.moving.replacing("budget: {months: each, rows: 2_000}", with: "")
    #expect(try await months(usual) == ["2026-05"])
    #expect(try await months(usual + "\nbudget: yes") == ["2026-05"])
    #expect(try await months(usual + "\nbudget: no").isEmpty)
    #expect(try await months(usual + "\nfloor: {customers: 0}").isEmpty)
    #expect(try await months(usual + "\nbudget: {months: last, rows: 500}") == ["2026-05"])
  }
}

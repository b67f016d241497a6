// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

/// Which segment is named by given probabilities.
@Suite struct SegmentChoiceTests {
  /// A classifier whose probabilities are the features themselves; it names the first segment.
  private struct Stated: FittedClassifier {
    let givesProbabilities = true
    let description: [String] = ["as stated"]
    let parameters: [FittedParameter] = []

    func predict(
      _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
      scratch: PredictionScratch
    ) {
      estimates.begin(features)
      for row in 0..<features.rows {
        estimates.segments[row] = 0
        guard estimates.wantsProbabilities else { continue }
        for segment in 0..<3 {
          estimates.probabilities[segment * estimates.capacity + row] =
            features.column(segment)[row]
        }
      }
    }
  }

  private static let scheme = SegmentScheme(
    name: "need", method: nil, segments: ["pay", "save", "invest"], isOrdered: false)
  private static let schema = FeatureSchema(
    features: ["pay", "save", "invest"].map { .init(name: $0, kind: .number(unit: nil)) })

  /// Chances of every tenth, and a row without.
  private static let table: FeatureTable = {
    var rows: [[Double]] = []
    for first in 0...10 {
      for second in 0...(10 - first) {
        rows.append([first, second, 10 - first - second].map { Double($0) / 10 })
      }
    }
    rows.append([.nan, .nan, .nan])
    return FeatureTable(schema: schema, columns: (0..<3).map { place in rows.map { $0[place] } })
  }()

  private func specification(
    _ decides: String, costs: [Double]? = nil
  ) throws -> ClassifierSpecification {
    let text = "sample: {finds: need, majority: {}, decides: \(decides)}\n"
    let log = ProblemLog()
    let node = try #require(try ScenarioDocument(text: text, file: "f").root["sample"])
    let context = ClassifierContext(
      schema: Self.schema, schemes: [Self.scheme], costs: costs.map { ["need": $0] } ?? [:])
    let read = ClassifierSpecification(
      named: "sample", reading: ScenarioReader(node, log: log), context: context)
    return try #require(read, "\(log.problems)")
  }

  private func named(_ decides: String, costs: [Double]? = nil) throws -> [SegmentIndex] {
    let model = try specification(decides, costs: costs).deciding(Stated())
    let found = Prediction(model, Self.table).segments
    // Whoever asks for no probabilities is told the same segments.
    var plain = Estimates(capacity: Self.table.rows + 5, segmentCount: 3)
    let indices = (0..<UInt32(Self.table.rows)).map(\.self)
    indices.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let cells = CellRun(
        path: SeedPath(root: 1), indices: start, count: Self.table.rows, month: 3)
      model.predict(
        Self.table, of: cells, into: &plain,
        scratch: PredictionScratch(capacityRows: Self.table.rows))
    }
    #expect(Array(plain.segments[0..<Self.table.rows]) == found && plain.probabilities.isEmpty)
    return found
  }

  private func chances(_ row: Int) -> [Double] { (0..<3).map { Self.table.column($0)[row] } }

  /// No other segment costs less, in expectation, whatever a mistake costs; who has no chances stays.
  @Test func byCostNoOtherCostsLess() throws {
    let costs: [Double] = [0, 1, 2, 5, 0, 1, 20, 8, 0.5]
    let found = try named("by cost", costs: costs)
    for row in 0..<Self.table.rows - 1 {
      let chances = chances(row)
      let expected = (0..<3).map { segment in
        (0..<3).reduce(0.0) { $0 + chances[$1] * costs[3 * $1 + segment] }
      }
      #expect(expected[Int(found[row])] <= (try #require(expected.min())) + 1e-12, "\(chances)")
    }
    #expect(found.last == 0)
    #expect(Set(found).count == 3)
  }

  /// Equal costs of all mistakes: the likeliest.
  @Test func equalCostsNameTheLikeliest() throws {
    let found = try named("by cost", costs: [0, 1, 1, 1, 0, 1, 1, 1, 0])
    for row in 0..<Self.table.rows - 1 {
      let chances = chances(row)
      let greatest = try #require(chances.max())
      #expect(chances[Int(found[row])] > greatest - 1e-12)
    }
  }

  /// From its probability on, a segment is named; before, the likeliest of those without a number.
  @Test func aSegmentIsNamedFromItsProbabilityOn() throws {
    let found = try named("{at least: {invest: 0.3}}")
    for row in 0..<Self.table.rows - 1 {
      let chances = chances(row)
      if chances[2] >= 0.3 {
        #expect(found[row] == 2, "\(chances)")
      } else {
        #expect(found[row] == (chances[0] >= chances[1] ? 0 : 1), "\(chances)")
      }
    }
  }

  /// Of two that reach their numbers the one by the greater factor; of none, where all have one, the likeliest.
  @Test func severalNumbersAreComparedByTheirFactor() throws {
    let least = [0.9, 0.4, 0.2]
    let found = try named("{at least: {pay: 90 %, save: 40 %, invest: 20 %}}")
    for row in 0..<Self.table.rows - 1 {
      let chances = chances(row)
      let factors = zip(chances, least).map { $0 / $1 }
      let greatest = try #require(factors.max())
      if greatest >= 1 {
        #expect(factors[Int(found[row])] == greatest, "\(chances)")
      } else {
        #expect(chances[Int(found[row])] == chances.max(), "\(chances)")
      }
    }
  }

  @Test func theMostLikelyIsTheModelItself() throws {
    #expect(try specification("most likely").deciding(Stated()) is Stated)
    let model = try specification("{at least: {invest: 0.3}}").deciding(Stated())
    #expect(model.description == ["as stated", "decides: invest from a probability of 0.3 on"])
    #expect(model.parameters == [FittedParameter("least probability", [0.3])])
  }
}

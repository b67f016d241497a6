// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import ScenarioLanguage
import Testing

/// Checks that every classifier of the registry must pass.
struct ClassifierRegistryTests {
  private let seed = SeedPath(root: 7).child("classifier")

  private func fit(_ id: String, _ training: LabelledFeatures) throws -> any FittedClassifier {
    try SampleBank.classifier(id).fit(training, using: seed)
  }

  @Test func keysAreDistinctAndSummariesSay() {
    #expect(Set(ClassifierRegistry.ids).count == ClassifierRegistry.all.count)
    #expect(Set(SampleBank.entries.keys) == Set(ClassifierRegistry.ids))
    for kind in ClassifierRegistry.all {
      #expect(kind.id == kind.id.lowercased() && !kind.id.isEmpty)
      #expect(kind.summary.count > 20)
    }
    let keys = ClassifierSpecification.shape().keys
    #expect(Set(keys).count == keys.count)
  }

  /// Numbers with names of the user's own stand where the entry has a record of such numbers.
  @Test func namedNumbersStandInTheShape() {
    let entry = Shape.record(ClassifierSpecification.shape())
    for numbers in ClassifierRegistry.all.flatMap({ $0.namedNumbers }) {
      guard case .named(.number, _) = entry.shape(at: numbers.keys) else {
        Issue.record("\(numbers) stands for no numbers")
        continue
      }
      guard case .number = entry.shape(at: numbers.keys + ["any"]) else {
        Issue.record("\(numbers) holds no numbers")
        continue
      }
    }
    for keys in [["tiers", "nothing"], ["nothing"]] {
      guard entry.shape(at: keys) != nil else { continue }
      Issue.record("\(keys) have a shape")
    }
  }

  @Test(arguments: ClassifierRegistry.ids)
  func fittingAndPredictingAgainGivesTheSameBits(id: String) throws {
    let training = SampleBank.customers(500, seed: 1)
    let (first, second) = (try fit(id, training), try fit(id, training))
    #expect(first.hasSameParameters(as: second) && first.description == second.description)
    let table = SampleBank.customers(700, seed: 2).features
    let before = table.values.map(\.bitPattern)
    #expect(Prediction(first, table) == Prediction(second, table))
    #expect(table.values.map(\.bitPattern) == before)
  }

  @Test(arguments: ClassifierRegistry.ids)
  func aRowDoesNotDependOnTheRowsAround(id: String) throws {
    let model = try fit(id, SampleBank.customers(500, seed: 1))
    let table = SampleBank.customers(700, seed: 2).features
    let whole = Prediction(model, table)
    let backwards = Array((0..<700).reversed())
    let turned = Prediction(model, table.picking(backwards), indices: backwards.map { UInt32($0) })
    #expect(Array(turned.segments.reversed()) == whole.segments)
    #expect(Array(turned.probabilities.reversed()) == whole.probabilities)
    for size in [1, 7, 8, 255, 257] {
      var segments: [SegmentIndex] = []
      var probabilities: [[UInt64]] = []
      for start in stride(from: 0, to: 700, by: size) {
        let block = Array(start..<min(700, start + size))
        let part = Prediction(model, table.picking(block), firstIndex: UInt32(start))
        segments += part.segments
        probabilities += part.probabilities
      }
      #expect(segments == whole.segments, "blocks of \(size)")
      #expect(probabilities == whole.probabilities, "blocks of \(size)")
    }
  }

  @Test(arguments: ClassifierRegistry.ids)
  func theOrderOfTrainingCustomersDoesNotMatter(id: String) throws {
    let training = SampleBank.customers(400, seed: 3)
    let table = SampleBank.customers(300, seed: 2).features
    let first = Prediction(try fit(id, training), table)
    let second = Prediction(try fit(id, training.picking(Array((0..<400).reversed()))), table)
    #expect(first.segments == second.segments)
    for row in 0..<300 {
      for (left, right) in zip(first.chances(row), second.chances(row)) {
        #expect(left.isNaN == right.isNaN && (left.isNaN || abs(left - right) < 1e-6))
      }
    }
  }

  @Test(arguments: ClassifierRegistry.ids)
  func theOrderOfFeaturesDoesNotMatter(id: String) throws {
    let classifier = try SampleBank.classifier(id)
    guard type(of: classifier).needsLabels else { return }  // settings of the others name columns
    let training = SampleBank.customers(400, seed: 3)
    let order = [3, 1, 4, 0, 2]
    func turned(_ table: FeatureTable) -> FeatureTable {
      FeatureTable(
        schema: FeatureSchema(features: order.map { table.schema.features[$0] }),
        columns: order.map { table.column($0) })
    }
    let other = LabelledFeatures(
      features: turned(training.features), truth: training.truth, sees: training.sees,
      scheme: training.scheme)
    let table = SampleBank.customers(300, seed: 2).features
    let first = Prediction(try classifier.fit(training, using: seed), table)
    let second = Prediction(try classifier.fit(other, using: seed), turned(table))
    #expect(first.segments == second.segments)
    for row in 0..<300 {
      for (left, right) in zip(first.chances(row), second.chances(row)) {
        #expect(abs(left - right) < 1e-7)
      }
    }
  }

  @Test(arguments: ClassifierRegistry.ids)
  func probabilitiesSumToOneAndTheGreatestIsTheEstimate(id: String) throws {
    let kind = try #require(ClassifierRegistry.kind(id))
    let model = try fit(id, SampleBank.customers(500, seed: 1))
    #expect(model.givesProbabilities == kind.givesProbabilities)
    let prediction = Prediction(model, SampleBank.customers(300, seed: 2).features)
    for (row, segment) in prediction.segments.enumerated() {
      #expect(segment < 3)
      let chances = prediction.chances(row)
      guard model.givesProbabilities else {
        #expect(chances.allSatisfy { $0.isNaN })
        continue
      }
      #expect(abs(chances.reduce(0, +) - 1) < 1e-12 && chances.allSatisfy { (0...1).contains($0) })
      if id != "stratified" { #expect(chances[Int(segment)] == chances.max()) }
    }
  }

  @Test(arguments: [
    "first match", "cuts", "score table", "decision table", "scorecard", "tiers", "naive bayes",
    "linear discriminant",
    "logistic",
  ])
  func beatsTheMajorityWhereSegmentsLieApart(id: String) throws {
    let customers = SampleBank.customers(2_000, seed: 5)
    let training = SampleBank.customers(500, seed: 1)
    func errors(_ id: String) throws -> Int {
      let prediction = Prediction(try fit(id, training), customers.features)
      return zip(prediction.segments, customers.truth).count { $0 != $1 }
    }
    let wrong = try errors(id)
    let baseline = try errors("majority")
    #expect(wrong * 2 < baseline, "\(wrong) against \(baseline)")
    // By age alone the segments are apart, so that those who learn err on less than 2 percent.
    if type(of: try SampleBank.classifier(id)).needsLabels { #expect(wrong < 40) }
  }
}

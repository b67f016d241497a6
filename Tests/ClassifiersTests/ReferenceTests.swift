// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Probability
import ScenarioLanguage
import Testing

/// Probabilities beside those of scikit-learn 1.9.1 and scipy 1.17.1 (Reference/scikit_learn.py
/// and Reference/linear_discriminant.py).
struct ReferenceTests {
  private static let schema = FeatureSchema(features: [
    .init(name: "age", kind: .number(unit: nil)),
    .init(name: "income", kind: .number(unit: nil)),
    .init(name: "balance", kind: .number(unit: nil)),
    .init(name: "payments", kind: .count),
    .init(name: "region", kind: .levels(["a", "b", "c", "d"])),
  ])

  private func table(_ name: String) throws -> [[Double]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
    }
  }

  /// Reads a table of customers; `withGaps` takes the values that the script takes.
  private func customers(
    _ name: String, segments: Int, sees: [Int] = [0, 1, 2, 3, 4], withGaps: Bool
  ) throws -> LabelledFeatures {
    let rows = try table(name)
    var columns = (1...5).map { column in rows.map { $0[column] } }
    for row in rows.indices where withGaps {
      if columns[3][row].truncatingRemainder(dividingBy: 5) == 0 { columns[1][row] = .nan }
      if columns[3][row].truncatingRemainder(dividingBy: 7) == 0 { columns[2][row] = .nan }
    }
    let truth = rows.map { SegmentIndex(segments == 2 ? ($0[0] > 1 ? 1 : 0) : $0[0]) }
    let names = (0..<segments).map { "s\($0)" }
    let scheme = SegmentScheme(name: "s", method: nil, segments: names, isOrdered: false)
    return LabelledFeatures(
      features: FeatureTable(schema: Self.schema, columns: columns), truth: truth,
      sees: sees, scheme: scheme)
  }

  private func largestDifference(
    _ entry: String, _ file: String, segments: Int = 4, sees: [Int] = [0, 1, 2, 3, 4],
    withGaps: Bool
  ) throws -> Double {
    let training = try customers("train.csv", segments: segments, sees: sees, withGaps: withGaps)
    let test = try customers("test.csv", segments: segments, withGaps: withGaps)
    let log = ProblemLog()
    let root = try ScenarioDocument(text: "c: \(entry)\n", file: "f").root
    let specification = ClassifierSpecification(
      named: "c", reading: ScenarioReader(try #require(root["c"]), log: log),
      context: ClassifierContext(schema: Self.schema, schemes: [training.scheme]))
    let classifier = try #require(specification, "\(log.problems)").classifier
    let model = try classifier.fit(training, using: SeedPath(root: 1))
    let prediction = Prediction(model, test.features, segments: segments)
    let expected = try table(file)
    #expect(expected.count == test.truth.count)
    var largest = 0.0
    for (row, chances) in expected.enumerated() {
      for (ours, theirs) in zip(prediction.chances(row), chances) {
        largest = max(largest, abs(ours - theirs))
      }
    }
    return largest
  }

  @Test func naiveBayesGivesTheSameProbabilities() throws {
    let entry = """
      {finds: s, naive bayes: {normal: [age], lognormal: [income, balance], count: [payments]}}
      """
    let difference = try largestDifference(entry, "naive_bayes.csv", withGaps: false)
    #expect(difference < 1e-9, "\(difference)")
  }

  @Test(arguments: ["1", "0.01"])
  func logisticRegressionGivesTheSameProbabilities(ridge: String) throws {
    let entry = "{finds: s, logistic: {ridge: \(ridge), log: [income, balance]}}"
    let difference = try largestDifference(entry, "logistic_\(ridge).csv", withGaps: true)
    #expect(difference < 1e-7, "\(difference)")
  }

  @Test func theRidgeOfTwoSegmentsActsOnTheirDifference() throws {
    let entry = "{finds: s, logistic: {ridge: 1, log: [income, balance]}}"
    let difference = try largestDifference(
      entry, "logistic_two.csv", segments: 2, withGaps: true)
    #expect(difference < 1e-7, "\(difference)")
  }

  @Test(arguments: ["0.1", "1e-06"])
  func linearDiscriminantsGiveTheSameProbabilities(shrinkage: String) throws {
    let setting = shrinkage == "1e-06" ? "" : "shrinkage: \(shrinkage), "
    let entry = "{finds: s, linear discriminant: {\(setting)log: [income, balance]}}"
    let file = "linear_discriminant_\(shrinkage).csv"
    let difference = try largestDifference(entry, file, withGaps: true)
    // With hardly any shrinkage the columns of levels, which sum to 1, cost digits.
    #expect(difference < (shrinkage == "0.1" ? 1e-12 : 1e-8), "\(difference)")
  }

  @Test func linearDiscriminantsWithoutShrinkageAreThePlainOnes() throws {
    let entry = """
      {finds: s, sees: [age, income, balance, payments], \
      linear discriminant: {shrinkage: 0, log: [income, balance]}}
      """
    let difference = try largestDifference(
      entry, "linear_discriminant_0.csv", sees: [0, 1, 2, 3], withGaps: false)
    #expect(difference < 1e-11, "\(difference)")
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Probability
import ScenarioLanguage
import Testing

struct NaiveBayesTests {
  private let seed = SeedPath(root: 7)

  private func fit(_ settings: String, _ training: LabelledFeatures) throws
    -> any FittedClassifier
  {
    let log = ProblemLog()
    let entry = "{finds: need, naive bayes: \(settings)}"
    let specification = try #require(SampleBank.specification(entry, log: log), "\(log.problems)")
    return try specification.classifier.fit(training, using: seed)
  }

  private func oneColumn(_ column: Int, _ values: [Double], _ truth: [SegmentIndex])
    -> LabelledFeatures
  {
    let columns = (0..<5).map { $0 == column ? values : values.map { _ in .nan } }
    return SampleBank.labelled(columns, truth)
  }

  @Test func aNormalFeatureFollowsBayesRule() throws {
    // Segment 0: 1, 3 (mean 2, variance 1); segment 1: 4, 8, 6 (mean 6, variance 8/3).
    let training = oneColumn(4, [1, 3, 4, 8, 6], [0, 0, 1, 1, 1])
    let model = try fit("{normal: [digital]}", training)
    let table = oneColumn(4, [3.5, .nan], [0, 0]).features
    let prediction = Prediction(model, table)
    let first = 0.4 * exp(-1.5 * 1.5 / 2)
    let second = 0.6 / (8.0 / 3).squareRoot() * exp(-2.5 * 2.5 / 2 / (8.0 / 3))
    // The variances are greater by 1e-9 of the whole variance, 5.84.
    #expect(abs(prediction.chances(0)[0] - first / (first + second)) < 1e-8)
    #expect(abs(prediction.chances(1)[0] - 0.4) < 1e-15)
    #expect(prediction.chances(0)[2] == 0)
  }

  @Test func countsWithoutSpreadArePoisson() throws {
    let training = oneColumn(2, [2, 2, 2, 6, 6, 6], [0, 0, 0, 1, 1, 1])
    let model = try fit("{}", training)
    let prediction = Prediction(model, oneColumn(2, [3, 200], [0, 0]).features)
    let odds = exp(-2.0 + 6) * pow(2.0 / 6, 3)
    #expect(abs(prediction.chances(0)[0] - odds / (1 + odds)) < 1e-14)
    #expect(prediction.segments == [0, 1])
    #expect(model.parameters.contains(FittedParameter("payments.1/size", [0, 0, 0])))
  }

  @Test func aSegmentWithoutAnyCountMayStillHaveSome() throws {
    let model = try fit("{}", oneColumn(2, [0, 0, 0, 0, 1, 0], [0, 0, 0, 0, 1, 1]))
    let prediction = Prediction(model, oneColumn(2, [1], [0]).features)
    // Poisson with mean 0.5 / 4 against mean 0.5, priors 2 to 1.
    let odds = 2 * exp(-0.125 + 0.5) * (0.125 / 0.5)
    #expect(abs(prediction.chances(0)[0] - odds / (1 + odds)) < 1e-14)
  }

  @Test func levelsAreSmoothed() throws {
    let model = try fit("{smoothing: 0.5}", oneColumn(3, [0, 0, 1, 2], [0, 0, 0, 1]))
    let prediction = Prediction(model, oneColumn(3, [2, 7], [0, 0]).features)
    let (first, second) = (0.75 * 0.5 / 4.5, 0.25 * 1.5 / 2.5)
    #expect(abs(prediction.chances(0)[0] - first / (first + second)) < 1e-14)
    #expect(abs(prediction.chances(1)[0] - 0.75) < 1e-14)
  }

  @Test func theUsualLawsAreStated() throws {
    let model = try fit("{}", SampleBank.customers(400, seed: 1, withMissing: false))
    let lines = model.description
    #expect(lines.contains { $0.hasPrefix("age: normal: ") })
    #expect(lines.contains { $0.hasPrefix("income: lognormal (of logarithms): ") })
    #expect(lines.contains { $0.hasPrefix("payments: count (above 64 as 64): ") })
    #expect(lines.contains { $0.hasPrefix("region: levels (north, east, south): ") })
  }

  @Test func statedLawsThatCannotHoldAreRefused() throws {
    #expect(throws: FitError.countNegative(feature: "digital")) {
      try fit("{count: [digital]}", oneColumn(4, [-1, 2], [0, 1]))
    }
    #expect(throws: FitError.countTooLarge(feature: "income", most: 65_535)) {
      try fit("{count: [income]}", oneColumn(1, [1, 70_000], [0, 1]))
    }
    #expect(throws: FitError.nothingPositive(feature: "income")) {
      try fit("{lognormal: [income]}", oneColumn(1, [0, 0], [0, 1]))
    }
    #expect(throws: FitError.logarithmOfNegative(feature: "income", count: 1, customers: 3)) {
      try fit("{lognormal: [income]}", oneColumn(1, [7, 0, -3], [0, 1, 1]))
    }
  }
}

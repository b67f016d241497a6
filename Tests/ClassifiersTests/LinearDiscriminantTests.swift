// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Probability
import ScenarioLanguage
import Testing

struct LinearDiscriminantTests {
  private let seed = SeedPath(root: 7)

  private func oneColumn(_ values: [Double], _ truth: [SegmentIndex]) -> LabelledFeatures {
    let columns = (0..<5).map { $0 == 4 ? values : values.map { _ in .nan } }
    return SampleBank.labelled(columns, truth)
  }

  @Test func oneFeatureFollowsBayesRuleWithTheVarianceWithinSegments() throws {
    // Segment 0: 1, 3 (mean 2); segment 1: 4, 8, 6 (mean 6); squares about them 2 and 8, over 5.
    let training = oneColumn([1, 3, 4, 8, 6], [0, 0, 1, 1, 1])
    let model = try LinearDiscriminantClassifier(shrinkage: 0).fit(training, using: seed)
    let prediction = Prediction(model, oneColumn([3.5, -20, 30], [0, 0, 0]).features)
    let odds = { (x: Double) in 0.4 / 0.6 * exp(((x - 6) * (x - 6) - (x - 2) * (x - 2)) / 4) }
    for (row, x) in [3.5, -20, 30].enumerated() {
      #expect(abs(prediction.chances(row)[0] - odds(x) / (1 + odds(x))) < 1e-14)
      #expect(prediction.chances(row)[2] == 0)
    }
    #expect(prediction.segments == [0, 0, 1])
    #expect(model.description.contains("never estimated, as training has none: borrowing"))
  }

  @Test func aMissingValueIsTheMedianWithAColumnThatSaysSo() throws {
    let values = [1, 3, .nan, 4, 8, 6, .nan, .nan]
    let training = oneColumn(values, [0, 0, 0, 1, 1, 1, 1, 1])
    let model = try LinearDiscriminantClassifier().fit(training, using: seed)
    #expect(model.parameters.map(\.name) == ["intercept", "digital", "digital missing"])
    let gap = Prediction(model, oneColumn([.nan], [0]).features).chances(0)
    let median = Prediction(model, oneColumn([4], [0]).features).chances(0)
    #expect(gap != median && abs(gap.reduce(0, +) - 1) < 1e-14)
  }

  @Test func columnsThatFollowFromOthersNeedShrinkage() throws {
    let training = SampleBank.customers(300, seed: 4)
    #expect(throws: FitError.covarianceSingular(column: "region south")) {
      let whole = SampleBank.customers(300, seed: 4, withMissing: false)
      _ = try LinearDiscriminantClassifier(shrinkage: 0).fit(whole, using: seed)
    }
    let model = try LinearDiscriminantClassifier(shrinkage: 1e-9).fit(training, using: seed)
    #expect(Prediction(model, training.features).chances(0).allSatisfy { $0.isFinite })
  }

  @Test func withFullShrinkageTheNearestMeanOfStandardisedFeaturesWins() throws {
    let training = oneColumn([0, 0, 10, 10], [0, 0, 1, 1])
    let model = try LinearDiscriminantClassifier(shrinkage: 1).fit(training, using: seed)
    let chances = Prediction(model, oneColumn([7.5], [0]).features).chances(0)
    // Standardised: means -1 and 1, the value 0.5; odds e^(2 × 0.5) for segment 1.
    #expect(abs(chances[1] - 1 / (1 + exp(-1))) < 1e-14)
  }

  @Test func oneSegmentAloneIsCertain() throws {
    let model = try LinearDiscriminantClassifier().fit(oneColumn([1, 2], [1, 1]), using: seed)
    #expect(Prediction(model, oneColumn([9], [0]).features).chances(0) == [0, 1, 0])
  }
}

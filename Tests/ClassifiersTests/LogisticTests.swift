// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Foundation
import Probability
import Testing

struct LogisticTests {
  private let seed = SeedPath(root: 7)

  private func oneColumn(_ values: [Double], _ truth: [SegmentIndex]) -> LabelledFeatures {
    let columns = (0..<5).map { $0 == 4 ? values : values.map { _ in .nan } }
    return SampleBank.labelled(columns, truth)
  }

  @Test func withoutFeaturesTheSharesRemain() throws {
    let training = oneColumn([5, 5, 5, 5], [0, 0, 0, 2])
    let model = try LogisticClassifier().fit(training, using: seed)
    let chances = Prediction(model, training.features).chances(0)
    #expect(abs(chances[0] - 0.75) < 1e-9 && chances[1] == 0 && abs(chances[2] - 0.25) < 1e-9)
    #expect(model.description.contains("digital: left out, as it is constant in training"))
    #expect(model.description.contains("never estimated, as training has none: saving"))
  }

  @Test func aFeatureOfTwoValuesGivesTheSharesAtEach() throws {
    // Saturated without ridge: 3 of 4 at 0, 1 of 4 at 1.
    let training = oneColumn([0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 0, 1, 1, 1])
    let model = try LogisticClassifier(ridge: 0).fit(training, using: seed)
    let prediction = Prediction(model, oneColumn([0, 1, .nan], [0, 0, 0]).features)
    #expect(abs(prediction.chances(0)[0] - 0.75) < 1e-8)
    #expect(abs(prediction.chances(1)[0] - 0.25) < 1e-8)
    // The median of training, 0.5, stands for a missing value.
    #expect(abs(prediction.chances(2)[0] - 0.5) < 1e-8)
  }

  @Test func missingValuesHaveAnIndicatorWhereTrainingHasThem() throws {
    let training = oneColumn([1, 2, 1, 2, .nan, .nan], [0, 0, 1, 1, 1, 1])
    let model = try LogisticClassifier(ridge: 0.01).fit(training, using: seed)
    #expect(model.parameters.map(\.name) == ["intercept", "digital", "digital missing"])
    let prediction = Prediction(model, oneColumn([1.5, .nan], [0, 0]).features)
    #expect(abs(prediction.chances(0)[1] - 0.5) < 0.01 && prediction.chances(1)[1] > 0.9)
  }

  @Test func aConstantFeatureThatCanBeMissingCountsByItsAbsence() throws {
    let training = oneColumn([3, 3, 3, .nan, .nan, .nan], [0, 0, 1, 1, 1, 0])
    let model = try LogisticClassifier(ridge: 0).fit(training, using: seed)
    #expect(model.parameters.map(\.name) == ["intercept", "digital missing"])
    let prediction = Prediction(model, oneColumn([3, 900, .nan], [0, 0, 0]).features)
    #expect(abs(prediction.chances(0)[0] - 2.0 / 3) < 1e-8)
    #expect(prediction.chances(0) == prediction.chances(1))
    #expect(abs(prediction.chances(2)[0] - 1.0 / 3) < 1e-8)
  }

  @Test func separatedSegmentsWithoutRidgeStillEnd() throws {
    let training = oneColumn([1, 2, 3, 11, 12, 13], [0, 0, 0, 1, 1, 1])
    let model = try LogisticClassifier(ridge: 0).fit(training, using: seed)
    #expect(Prediction(model, training.features).segments == training.truth)
  }

  @Test func theSearchReportsItsConvergence() throws {
    let model = try LogisticClassifier().fit(SampleBank.customers(400, seed: 1), using: seed)
    let line = try #require(model.description.first)
    #expect(line.contains("Newton steps, largest gradient per customer"))
    let error = FitError.notConverged(iterations: 100, gradient: 0.5, tolerance: 1e-9)
    #expect(error.description.contains("after 100 iterations") && "\(error)".contains("'ridge'"))
  }
}

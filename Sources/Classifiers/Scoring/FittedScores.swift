// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability

/// A learned score model with what is to be said of it.
struct FittedScores: FittedClassifier {
  /// The scores.
  let model: ScoreModel
  let description: [String]
  let parameters: [FittedParameter]

  var givesProbabilities: Bool { true }

  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    model.predict(features, into: &estimates, scratch: scratch)
  }
}

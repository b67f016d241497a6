// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Probability
import Testing

/// Training and prediction at the edge of what makes sense, for every classifier of the registry.
struct ClassifierEdgeTests {
  private let seed = SeedPath(root: 7).child("classifier")
  static let edges = [
    "one segment", "one row", "constant", "all missing", "few", "unlabelled rows",
  ]

  private func training(_ edge: String) -> LabelledFeatures {
    let usual = SampleBank.customers(60, seed: 11)
    var columns = usual.features.schema.features.indices.map { usual.features.column($0) }
    switch edge {
    case "one segment": return SampleBank.labelled(columns, usual.truth.map { _ in 1 })
    case "one row": return usual.picking([4])
    case "constant":
      columns[0] = columns[0].map { _ in 40 }
      columns[3] = columns[3].map { _ in 2 }
      columns[1] = columns[1].map { $0.isNaN ? .nan : 5000 }
      return SampleBank.labelled(columns, usual.truth)
    case "all missing":
      columns[1] = columns[1].map { _ in .nan }
      columns[2] = columns[2].map { _ in .nan }
      columns[3] = columns[3].map { _ in .nan }
      return SampleBank.labelled(columns, usual.truth)
    case "few": return usual.picking([0, 1, 2, 3, 4, 5])
    default:
      let truth = usual.truth.enumerated().map { $0.offset % 3 == 0 ? noEstimate : $0.element }
      return SampleBank.labelled(columns, truth)
    }
  }

  @Test(arguments: ClassifierRegistry.ids, edges)
  func copes(id: String, edge: String) throws {
    let training = training(edge)
    let model = try SampleBank.classifier(id).fit(training, using: seed)
    let prediction = Prediction(model, SampleBank.customers(50, seed: 12).features)
    let seen = Set(training.truth)
    let learns = try #require(ClassifierRegistry.kind(id)).needsLabels
    for (row, segment) in prediction.segments.enumerated() {
      #expect(learns ? seen.contains(segment) : segment < 3)
      guard model.givesProbabilities else { continue }
      #expect(abs(prediction.chances(row).reduce(0, +) - 1) < 1e-12)
    }
    #expect(model.parameters.allSatisfy { $0.values.allSatisfy { !$0.isNaN } })
    #expect(!model.description.isEmpty)
  }

  @Test(arguments: ClassifierRegistry.ids)
  func impossibleValuesStillGetAnEstimate(id: String) throws {
    let model = try SampleBank.classifier(id).fit(SampleBank.customers(300, seed: 1), using: seed)
    let strange: [Double] = [.nan, .infinity, -.infinity, 1e308, -1e308, 0, -1]
    let table = FeatureTable(
      schema: SampleBank.schema, columns: SampleBank.schema.features.map { _ in strange })
    let prediction = Prediction(model, table)
    for (row, segment) in prediction.segments.enumerated() {
      let isMissing = id == "cuts" && row == 0
      #expect(isMissing ? segment == noEstimate : segment < 3)
      guard model.givesProbabilities else { continue }
      #expect(abs(prediction.chances(row).reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test(arguments: ClassifierRegistry.all.filter { $0.needsLabels }.map { $0.id })
  func withoutLabelsNothingIsLearned(id: String) throws {
    let usual = SampleBank.customers(5, seed: 11)
    let unlabelled = LabelledFeatures(
      features: usual.features, truth: usual.truth.map { _ in noEstimate }, sees: usual.sees,
      scheme: usual.scheme)
    let classifier = try SampleBank.classifier(id)
    #expect(throws: FitError.noLabels(customers: 5)) {
      try classifier.fit(unlabelled, using: seed)
    }
  }

  @Test func featuresThatAreNotSeenDoNotMatter() throws {
    let training = SampleBank.customers(300, seed: 1)
    var changed = training.features
    for row in changed.range(of: 0) { changed.values[row] = 1 }
    let table = SampleBank.customers(50, seed: 2).features
    for id in ["naive bayes", "logistic"] {
      let predictions = try [training.features, changed].map { features in
        let blind = LabelledFeatures(
          features: features, truth: training.truth, sees: [1, 2, 3], scheme: training.scheme)
        return Prediction(try SampleBank.classifier(id).fit(blind, using: seed), table)
      }
      #expect(predictions[0] == predictions[1])
    }
  }
}

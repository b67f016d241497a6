// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

/// What scikit-learn 1.9.1 says of some estimated probabilities and weights.
private struct ProbabilityCase: Decodable {
  enum CodingKeys: String, CodingKey {
    case segments, truth, estimate, probabilities, weights, brier, chosen
    case logLoss = "log loss"
    case weightedAccuracy = "weighted accuracy"
    case weightedRecall = "weighted recall"
    case weightedTooHigh = "weighted too high"
  }

  let segments: Int
  let truth: [SegmentIndex]
  let estimate: [SegmentIndex]
  let probabilities: [[Double]]
  let weights: [Double]
  let logLoss: Double
  let brier: Double
  let chosen: Double
  let weightedAccuracy: Double
  let weightedRecall: [Double?]
  let weightedTooHigh: Double

  var context: MetricContext {
    let names = (0..<segments).map { "s\($0)" }
    return MetricContext(
      scheme: SegmentScheme(name: "scheme", method: nil, segments: names, isOrdered: true))
  }

  func tally() -> ClassificationTally {
    var tally = ClassificationTally(segments: segments, holding: [.probabilities, .weights])
    let flat = Array(probabilities.joined())
    flat.withUnsafeBufferPointer { probabilities in
      weights.withUnsafeBufferPointer { weights in
        truth.withUnsafeBufferPointer { truth in
          estimate.withUnsafeBufferPointer { estimate in
            guard let t = truth.baseAddress, let e = estimate.baseAddress else { return }
            var block = ScoredBlock(truth: t, estimate: e, rows: truth.count)
            block.probabilities = probabilities.baseAddress
            block.probabilityStride = truth.count
            block.weights = weights.baseAddress
            tally.add(block)
          }
        }
      }
    }
    return tally
  }

  func values(of id: String) throws -> [MetricValue] {
    let metric = try #require(MetricRegistry.metric(named: id))
    return metric.values(of: tally(), in: context)
  }
}

@Suite struct ProbabilityReferenceTests {
  private let cases: [ProbabilityCase]

  init() throws { cases = try ReferenceFile<ProbabilityCase>.read("probabilities.json") }

  /// Definition: the Brier score is the sum over segments, scikit-learn's `scale_by_half=False`.
  @Test func probabilityScoresAgree() throws {
    for one in cases {
      #expect(agree(try one.values(of: "log-loss").first?.value.value, one.logLoss))
      #expect(agree(try one.values(of: "brier").first?.value.value, one.brier))
      #expect(agree(one.tally().probabilities?.chosen.mean, one.chosen))
    }
  }

  @Test func weightedSharesAgree() throws {
    for one in cases {
      let wrong = try one.values(of: "weighted-misclassification").first?.value.value
      #expect(agree(wrong, 1 - one.weightedAccuracy))
      let recalls = try one.values(of: "weighted-recall")
      #expect(recalls.count == one.segments)
      for (mine, theirs) in zip(recalls, one.weightedRecall) {
        #expect(agree(mine.value.value, theirs))
      }
      let tooHigh = try one.values(of: "weighted-too-high").first?.value.value
      #expect(agree(tooHigh, one.weightedTooHigh))
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Probability
import Synchronization

/// Posteriors by month as a classifier.
struct FittedOracle: FittedClassifier {
  private let models: [PosteriorModel]
  private let costs: CostMatrix?
  private let scratches: ScratchShelf

  /// Makes the classifier.
  ///
  /// - Parameters:
  ///   - models: the posteriors by scored month.
  ///   - costs: what errors cost; nothing when it names the likeliest segment.
  init(_ models: [PosteriorModel], costs: CostMatrix?) {
    (self.models, self.costs) = (models, costs)
    scratches = ScratchShelf(months: models.count)
  }

  var givesProbabilities: Bool { true }

  var description: [String] {
    [
      "by the scenario's laws, \(costs == nil ? "the likeliest segment" : "the least expected cost")"
    ]
  }

  var parameters: [FittedParameter] {
    models.first.map { [FittedParameter("share in the first month", $0.prior)] } ?? []
  }

  /// Estimates by Bayes' rule; of customers whom no hidden state explains it knows the shares alone.
  func predict(
    _ features: FeatureTable, of customers: CellRun, into estimates: inout Estimates,
    scratch: PredictionScratch
  ) {
    estimates.begin(features)
    guard let month = customers.scoredMonth, models.indices.contains(month) else {
      preconditionFailure("the oracle judges scored months")
    }
    let (model, capacity) = (models[month], features.capacity)
    var own = scratches.take(month) ?? PosteriorScratch(model)
    defer { scratches.putBack(own, month) }
    var posterior = [Double](repeating: 0, count: model.segments)
    features.values.withUnsafeBufferPointer { values in
      for row in 0..<features.rows {
        let isPossible = model.posterior(
          seeing: { values[$0 * capacity + row] }, into: &posterior, &own)
        if !isPossible { posterior = model.prior }
        estimates.segments[row] = SegmentIndex(
          costs?.cheapest(posterior).estimate ?? posterior.mostLikely)
        guard estimates.wantsProbabilities else { continue }
        for segment in posterior.indices {
          estimates.probabilities[segment * estimates.capacity + row] = posterior[segment]
        }
      }
    }
  }
}

/// Working memory of workers between their blocks: what one has left, another may take.
private final class ScratchShelf: Sendable {
  private let free: Mutex<[[PosteriorScratch]]>

  init(months: Int) { free = Mutex(Array(repeating: [], count: months)) }

  func take(_ month: Int) -> PosteriorScratch? { free.withLock { $0[month].popLast() } }

  func putBack(_ scratch: PosteriorScratch, _ month: Int) {
    free.withLock { $0[month].append(scratch) }
  }
}

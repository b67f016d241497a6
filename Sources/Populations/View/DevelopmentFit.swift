// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of a view step that are learned from the first month of the development population.
struct DevelopmentFit: Sendable {
  /// What is learned of the values that reach the step.
  enum Kind: Sendable {
    /// The value in the middle.
    case median
    /// Mean, standard deviation and the correlation of items: how a questionnaire is answered.
    case likert(LikertScale, reliability: Double)
  }

  /// What is learned.
  let kind: Kind
  /// The position of its first number among the model's imputed values.
  let slot: Int

  /// How many numbers it has.
  var count: Int {
    switch kind {
    case .median: 1
    case .likert: 3
    }
  }

  /// Learns the numbers.
  ///
  /// - Parameter values: what reached the step, missing values left out.
  /// - Returns: `count` numbers; nothing when the values tell none.
  func learn(from values: [Double]) -> [Double]? {
    guard !values.isEmpty else { return nil }
    switch kind {
    case .median:
      let sorted = values.sorted()
      let middle = sorted.count / 2
      return [sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2]
    case .likert(let scale, let reliability):
      guard let population = TrueScores(sample: values),
        let response = LikertResponse(scale, reliability: reliability, in: population)
      else { return nil }
      return [response.mean, response.deviation, response.correlation]
    }
  }
}

extension PopulationModel {
  /// Learns what view steps need of the development population.
  ///
  /// A step that comes after another one which learns sees values only once that one has learned:
  /// so the population is looked at again as long as something was learned.
  ///
  /// - Parameter captured: what a runner's steps have seen in the first month.
  /// - Returns: whether a number is known now that was not before.
  public mutating func learn(from captured: [[Double]]) -> Bool {
    var hasLearned = false
    for fit in view.fits where imputedValues[fit.slot].isNaN {
      guard let numbers = fit.learn(from: captured[fit.slot]) else { continue }
      for (place, number) in numbers.enumerated() { imputedValues[fit.slot + place] = number }
      hasLearned = true
    }
    return hasLearned
  }
}

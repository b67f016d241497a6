// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Evaluation
import Populations
import Probability
import ScenarioLanguage

/// The best rule there is for what it sees: each segment's probability by the scenario's own laws.
///
/// It learns nothing from customers. A run makes it from the population, which classifiers do not reach.
public struct OracleClassifier: Classifier {
  /// Its key in the scenario.
  public static let id = "oracle"
  /// What it does.
  public static let summary = "the best rule there is: Bayes' rule with the scenario's own laws"
  /// What may stand under its key.
  public static let shape = Shape.record(settings)
  /// It knows the laws.
  public static let needsTraining = false
  /// The posterior is its probabilities.
  public static let givesProbabilities = true
  /// Nothing is better.
  public static let reasonAgainstTuning: String? =
    "is the best rule already, and no search makes it"

  private static let words = ["by probability", "by cost"]
  private static let settings = RecordShape(
    "oracle",
    [
      .init(
        "decides", .choice(words),
        "which segment it names: the likeliest, or the one of least expected cost; the likeliest if it "
          + "is not said")
    ])

  /// Whether it names the segment of least expected cost, not the likeliest.
  let decidesByCost: Bool

  /// Reads `oracle: {}`.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry.
  ///   - task: what it finds.
  public init?(reading entry: RecordReader, task: ClassifierTask) {
    guard let record = entry[Self.id]?.record(Self.settings) else { return nil }
    let word = record["decides"]?.choice(Self.words)
    if record.has("decides"), word == nil { return nil }
    decidesByCost = word == Self.words[1]
  }

  /// It cannot learn.
  ///
  /// - Parameters:
  ///   - training: not looked at.
  ///   - seed: not used.
  /// - Returns: nothing, ever.
  /// - Throws: always: a run makes it from the scenario's laws.
  public func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier {
    throw .withoutLaws(reason: "a run makes the oracle, from the scenario's laws")
  }

  /// The oracle of an information set.
  ///
  /// - Parameter floor: the posteriors of what it sees, in every scored month.
  /// - Returns: the classifier.
  /// - Throws: why there is a month without posterior.
  func fitted(_ floor: Floor) throws(FitError) -> any FittedClassifier {
    let models = floor.models.compactMap(\.self)
    guard models.count == floor.models.count else {
      throw .withoutLaws(reason: floor.reason ?? "they are not known in every month")
    }
    return FittedOracle(models, costs: decidesByCost ? floor.costs : nil)
  }
}

/// The kinds of classifiers that a scenario may name: those that learn, and the oracle, which knows.
public enum ClassifierKinds {
  /// Every kind, in the order of the documentation.
  public static let all: [any Classifier.Type] = ClassifierRegistry.all + [OracleClassifier.self]
}

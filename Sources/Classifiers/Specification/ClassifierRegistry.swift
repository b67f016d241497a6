// SPDX-License-Identifier: GPL-3.0-or-later

/// The kinds of classifiers that a scenario may name.
public enum ClassifierRegistry {
  /// Every kind, in the order of the documentation.
  public static let all: [any Classifier.Type] = [
    MajorityClassifier.self,
    StratifiedClassifier.self,
    RuleClassifier.self,
    CutPointClassifier.self,
    ScoreTableClassifier.self,
    DecisionTableClassifier.self,
    ScorecardClassifier.self,
    TierClassifier.self,
    NaiveBayesClassifier.self,
    LinearDiscriminantClassifier.self,
    LogisticClassifier.self,
  ]

  /// The key of every kind, in the same order.
  public static var ids: [String] { all.map { $0.id } }

  /// The kind of a key.
  ///
  /// - Parameter id: a key such as `naive bayes`.
  /// - Returns: the kind, or nothing when there is none.
  public static func kind(_ id: String) -> (any Classifier.Type)? { all.first { $0.id == id } }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Probability
import ScenarioLanguage

/// A way of finding segments, as the scenario specifies it: what is not learned.
///
/// A classifier is one file with this protocol and one line in `ClassifierRegistry`. It sees
/// feature tables and the labels it is given, and nothing else.
public protocol Classifier: Sendable {
  /// Its key in the scenario, such as `naive bayes`.
  static var id: String { get }
  /// What it does, in one sentence.
  static var summary: String { get }
  /// What may stand under its key.
  static var shape: Shape { get }
  /// Further keys of the entry that belong to this kind alone, such as `thresholds`.
  static var companions: [RecordShape.Field] { get }
  /// Whether it learns from labelled customers.
  static var needsTraining: Bool { get }
  /// Whether its estimates can come with a probability for each segment.
  static var givesProbabilities: Bool { get }

  /// Reads the value under its key; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - entry: the classifier's entry, with the value at `id` and its companions beside it.
  ///   - task: what it finds, and from what.
  init?(reading entry: RecordReader, task: ClassifierTask)

  /// The columns that it reads, ascending, where it names them itself; nothing when it may read all it sees.
  var namedColumns: [Int]? { get }

  /// Whether this one learns, where others of its kind do.
  var learns: Bool { get }
  /// Whether the estimates of this one come with probabilities, where those of others of its kind do or do not.
  var givesProbabilities: Bool { get }
  /// Whether it needs the labels of those from whom it learns.
  static var needsLabels: Bool { get }
  /// The rules by which it decides; nothing when it has none.
  var rules: DecisionRules? { get }
  /// How many months it must have seen of a customer before its estimates are settled; nothing for one that
  /// goes by the present month alone.
  ///
  /// What it becomes is a `RememberingClassifier` if there is a number.
  var monthsToSettle: Int? { get }

  /// The records of its entry whose numbers have names of the user's own, such as `thresholds`.
  static var namedNumbers: [NamedNumbers] { get }
  /// Why no number of it can be tuned, after its name in a sentence; nothing when some can.
  static var reasonAgainstTuning: String? { get }
  /// How it could be made to give probabilities, where it gives none as it is specified.
  static var wayToProbabilities: String? { get }
  /// What a number of its entry is set beside, where that is one number of each customer and month.
  ///
  /// - Parameter keys: the keys that lead to the number, from the entry on.
  /// - Returns: the other number, over columns of the schema; nothing when it is not known.
  func compared(with keys: [String]) -> CheckedExpression?
  /// How many months it takes to settle at most while some of its numbers are tuned.
  ///
  /// - Parameter greatest: the greatest number that each may get, by the keys that lead to it from the entry on.
  /// - Returns: months; nothing for one that goes by the present month alone.
  func monthsToSettle(upTo greatest: [[String]: Double]) -> Int?
  /// Why its rules cannot be examined; nothing when `rules` tells them, or when it has none.
  var reasonWithoutRules: String? { get }
  /// What is to be told of its calendar in a run.
  ///
  /// - Parameters:
  ///   - first: the first scored month.
  ///   - months: how many months are scored.
  /// - Returns: what it leaves without effect; none for one without a calendar.
  func warnings(from first: Month, months: Int) -> [ClassifierWarning]

  /// Learns from labelled customers.
  ///
  /// - Parameters:
  ///   - training: features and true segments; without customers when nothing is to be learned.
  ///   - seed: the classifier's own place in the tree of seeds, for what it draws.
  /// - Returns: a model that estimates segments.
  /// - Throws: why it cannot learn from these customers.
  func fit(
    _ training: LabelledFeatures, using seed: SeedPath
  ) throws(FitError) -> any FittedClassifier
}

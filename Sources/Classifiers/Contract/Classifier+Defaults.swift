// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

extension Classifier {
  /// No further keys.
  public static var companions: [RecordShape.Field] { [] }
  /// It may read all it sees.
  public var namedColumns: [Int]? { nil }
  /// All of its kind learn, or none.
  public var learns: Bool { Self.needsTraining }
  /// Whoever learns needs labels.
  public static var needsLabels: Bool { needsTraining }
  /// It has no rules.
  public var rules: DecisionRules? { nil }
  /// It goes by the present month alone.
  public var monthsToSettle: Int? { nil }
  /// All of its kind give probabilities, or none.
  public var givesProbabilities: Bool { Self.givesProbabilities }
  /// No number has a name of the user's own.
  public static var namedNumbers: [NamedNumbers] { [] }
  /// Its numbers can be tuned.
  public static var reasonAgainstTuning: String? { nil }
  /// There is no such way.
  public static var wayToProbabilities: String? { nil }
  /// It is not known.
  public func compared(with keys: [String]) -> CheckedExpression? { nil }
  /// As many as it needs untuned.
  public func monthsToSettle(upTo greatest: [[String]: Double]) -> Int? { monthsToSettle }
  /// Its rules are told, or it has none.
  public var reasonWithoutRules: String? { nil }
  /// It has no calendar.
  public func warnings(from first: Month, months: Int) -> [ClassifierWarning] { [] }
}

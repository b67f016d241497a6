// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Customers
import Populations
import ScenarioLanguage

/// Examines the rules of all classifiers of a scenario that have rules.
public struct RuleLint: Sendable {
  /// The rules of one classifier, and what was found of them.
  public struct Subject: Sendable {
    /// The classifier's name in the scenario.
    public let classifier: String
    /// Its key in the scenario, such as `score table`.
    public let kind: String
    /// What it does where several rules hold.
    public let hit: HitPolicy
    /// How many rules it has.
    public let rules: Int
    /// Whether a segment is stated for customers for whom none holds.
    public let hasOtherwise: Bool
    /// What one of them is called.
    public let noun: String
    /// How many combinations of values were tried, or how many drawn customers.
    public let points: Int
    /// Whether all combinations of values were tried, so that nothing was missed.
    public let isExact: Bool
    /// Where inputs are scores: how many combinations no rule, one rule and several rules hold for.
    public let codes: (none: Int, one: Int, several: Int)?
    /// The drawn customers for whom no rule holds.
    public let uncovered: LintShare
    /// The drawn customers for whom several rules hold.
    public let shared: LintShare
    /// What was found.
    public let findings: [LintFinding]
  }

  /// The name of the scenario.
  public let scenario: String
  /// The classifiers with rules, in the order of the scenario.
  public let subjects: [Subject]
  /// A classifier that goes by rules which are not examined.
  public struct Unexamined: Sendable {
    /// The classifier's name in the scenario.
    public let classifier: String
    /// Its key in the scenario.
    public let kind: String
    /// Why it is not examined.
    public let reason: String
  }

  /// The classifiers that go by rules which are not examined.
  public let unexamined: [Unexamined]
  /// All that was found.
  public var findings: [LintFinding] { subjects.flatMap(\.findings) }
  /// Whether something is wrong.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// Examines the rules.
  ///
  /// - Parameters:
  ///   - scenario: the scenario.
  ///   - weight: the number of the world by which customers are weighted; nothing for that of each
  ///     scheme.
  /// - Complexity: for each classifier, rules² × combinations of cells, of which at most a million
  ///   are tried; of more, drawn customers are.
  public init(_ scenario: Scenario, weight: String? = nil) {
    self.scenario = scenario.name
    unexamined = scenario.classifiers.compactMap { specification in
      let classifier = specification.classifier
      return classifier.reasonWithoutRules.map {
        Unexamined(classifier: specification.name, kind: type(of: classifier).id, reason: $0)
      }
    }
    let examined = scenario.classifiers.compactMap { classifier in
      classifier.classifier.rules.map { (classifier, $0) }
    }
    guard !examined.isEmpty else {
      subjects = []
      return
    }
    let sample = LintSample(scenario, weight: weight)
    subjects = examined.map { Self.subject($0, $1, scenario, sample, weight) }
  }

  private static func subject(
    _ classifier: ClassifierSpecification, _ rules: DecisionRules, _ scenario: Scenario,
    _ sample: LintSample, _ weight: String?
  ) -> Subject {
    let name = weight ?? scenario.weightName(of: classifier.scheme)
    let values: [[Double]]
    var failures: [LintFinding] = []
    do { values = try sample.values(classifier, rules) } catch {
      values = rules.inputs.map { _ in [] }
      failures = [
        LintFinding(
          kind: .notExamined, severity: .warning, position: rules.position, path: rules.path,
          message: "customers are not counted: \(error.description)", advice: nil, codes: nil,
          share: nil)
      ]
    }
    let summed = SummedRules(rules, values, scenario.population.featureRanges)
    let grid = LintGrid(summed)
    let customers = values.first?.count ?? 0
    let weights = grid.weights(
      summed.values, name: name, by: name == nil ? nil : sample.weights(of: classifier.scheme),
      customers: customers)
    let examination = RuleExamination(summed.rules, classifier.scheme, grid.points, weights)
    let further =
      failures + grid.findings(rules, customers)
      + classifier.classifier.warnings(
        from: scenario.population.from, months: scenario.population.months
      ).map { LintFinding($0, of: classifier, scenario) }
    return Subject(classifier, rules, examination, further)
  }
}

extension RuleLint.Subject {
  init(
    _ classifier: ClassifierSpecification, _ rules: DecisionRules, _ examination: RuleExamination,
    _ further: [LintFinding]
  ) {
    self.classifier = classifier.name
    kind = type(of: classifier.classifier).id
    (hit, noun) = (rules.hit, rules.noun)
    self.rules = rules.rules.count
    hasOtherwise = rules.otherwise != nil
    points = examination.points.all.count
    isExact = examination.points.isExact
    codes = examination.codeCounts
    uncovered = examination.weights.share(examination.uncovered)
    shared = examination.weights.share(examination.shared)
    findings = (further + examination.findings).sorted { $0.position < $1.position }
  }
}

extension Scenario {
  /// The attribute by which a scheme's metrics are weighted.
  func weightName(of scheme: SegmentScheme) -> String? {
    resolved["segments"]?[scheme.name]?["weighted by"]?.text
  }
}

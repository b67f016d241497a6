// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results
import ScenarioLanguage

/// One bound that a scenario puts on a measurement, or on its change from a baseline.
public struct Gate: Sendable {
  /// What is required.
  enum Requirement: Sendable, Equatable {
    /// The number must not be greater.
    case atMost(Double)
    /// The number must not be less.
    case atLeast(Double)
    /// The number must not be worse than the baseline's by more than both.
    case change(absolute: Double, relative: Double)
  }

  /// Over which months.
  enum Period: String, Sendable, CaseIterable {
    /// Over all customer-months.
    case mean
    /// In the last scored month.
    case lastMonth = "last month"
    /// In every scored month.
    case eachMonth = "each month"

    /// Whether a measurement of a month, or of all, is one that is asked for.
    func holds(_ month: Month?, last: Month) -> Bool {
      switch self {
      case .mean: month == nil
      case .lastMonth: month == last
      case .eachMonth: month != nil
      }
    }
  }

  /// What a passed gate says.
  enum Claim: String, Sendable, CaseIterable {
    /// That the number was shown to keep within the bound.
    case noWorse = "no worse"
    /// That the number was not shown to lie beyond the bound.
    case notShownWorse = "not shown worse"
  }

  /// The keys of one gate.
  static let shape = RecordShape(
    "a gate",
    [
      .init("metric", .name, isRequired: true, "what is measured, such as misclassification"),
      .init("of", .name, "the classifier"),
      .init("feature", .name, "the feature of the view, for psi, ks and missing"),
      .init("segment", .name, "the segment, for metrics that have a number for each"),
      .init(
        "group", CustomerSlice.shape,
        "whose customers it is about: {persona: student} for a level of the world or a true segment, "
          + "persona for each of its levels; all customers if it is not said"),
      .init(
        "estimator", .choice(["overall", "micro", "macro", "weighted"]),
        "over what it is taken, for metrics that have several"),
      .init("at most", .number(.any), "the greatest number that is allowed"),
      .init("at least", .number(.any), "the least number that is allowed"),
      .init(
        "worse by at most", .number(.atLeastZero),
        "how much worse than the baseline it may be, in the metric's unit"),
      .init(
        "and relatively", .number(.atLeastZero),
        "beside that, as a part of the baseline's number: both must be exceeded"),
    ] + settings, mayBeAnnotated: true)

  /// Keys that a gate has itself, or else from the block.
  static let settings: [RecordShape.Field] = [
    .init(
      "over", .choice(Period.allCases.map(\.rawValue)),
      "the months: their mean if it is not said; 'each month' must hold in every one"),
    .init(
      "claim", .choice(Claim.allCases.map(\.rawValue)),
      "what a pass says: that it was shown to be no worse, or only that it was not shown to be "
        + "worse; 'no worse' if it is not said"),
    .init(
      "confidence", .number(Shape.Limits(0.5, 0.999_999)),
      "how sure a verdict is, to one side: 95 % if it is not said"),
    .init(
      "undecided", .choice(["pass", "fail"]),
      "what a gate counts as that is neither shown to hold nor to be broken: fail if it is not said"
    ),
    .init(
      "least customers", .integer(.atLeastOne),
      "on how many customers a month it must rest to be judged: 100 if it is not said"),
  ]

  /// What is measured.
  let metric: GateMetric
  /// The classifier's position in the scenario.
  let classifier: String?
  /// The scheme that the classifier finds.
  let scheme: String?
  /// The feature.
  let feature: String?
  /// The segment.
  let segment: String?
  /// Over what it is taken, where the gate says.
  let estimator: String?
  /// What is required.
  let requirement: Requirement
  /// Over which months.
  let over: Period
  /// What a pass says.
  let claim: Claim
  /// How sure a verdict is, to one side.
  let confidence: Double
  /// Whether an undecided gate counts as passed.
  let passesUndecided: Bool
  /// On how many customers a month it must rest.
  let leastCustomers: Int
  /// Where it is written.
  public let position: SourcePosition
  /// The customers whom it is about; nothing for all.
  var slice: CustomerSlice?
  /// How many gates were made of what is written, one for each level: they share one confidence.
  var siblings = 1

  /// Whether it compares with a baseline.
  var isChange: Bool {
    if case .change = requirement { true } else { false }
  }

  /// The months in which it is judged one by one.
  ///
  /// - Parameter count: how many months are scored.
  /// - Returns: months since the first scored one; nothing for all together.
  func judgedMonths(of count: Int) -> [Int?] {
    switch over {
    case .mean: [nil]
    case .lastMonth: [count - 1]
    case .eachMonth: Array((metric.needsEarlierMonth ? 1 : 0)..<count)
    }
  }

  /// The gate in words: `misclassification of cut at most 35 %, each month`.
  public var title: String {
    var text = metric.name
    if let classifier { text += " of \(classifier)" }
    if let feature { text += " of \(feature)" }
    if let segment { text += " in \(segment)" }
    if let estimator { text += " (\(estimator))" }
    if let slice { text += " for \(slice.words)" }
    switch requirement {
    case .atMost(let bound): text += " at most \(show(bound))"
    case .atLeast(let bound): text += " at least \(show(bound))"
    case .change(let absolute, let relative):
      text += " worse by at most \(show(absolute))"
      if relative > 0 { text += " and relatively \(Self.percent(relative))" }
    }
    return over == .mean ? text : text + ", \(over.rawValue)"
  }

  private func show(_ number: Double) -> String {
    metric.isShare ? Self.percent(number) : NumberText.text(number)
  }

  private static func percent(_ share: Double) -> String {
    NumberText.text((share * 1e8).rounded() / 1e6) + " %"
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The names in the `metric` column that the reports look for.
///
/// Other metrics stand in the table under their registered ids and reach the files all the same.
/// Every share and rate is a fraction from 0 to 1.
public enum MetricName {
  // MARK: of the population; no classifier

  /// Customers on the books in a month; over all months, the customer-months scored.
  public static let customers = "customers"
  /// Customers who entered in a month, or over all months.
  public static let entrants = "entrants"
  /// Customers who left in a month, or over all months.
  public static let exits = "exits"
  /// Share of a segment: the true share without a classifier, the assigned share with one.
  ///
  /// A share of a persona has the segment but no scheme.
  public static let share = "share"

  // MARK: of a classifier

  /// Share of customers whose estimate differs from the truth.
  public static let misclassification = "misclassification"
  /// Share of a segment's customers who are found.
  public static let recall = "recall"
  /// Mean recall over the segments.
  public static let balancedAccuracy = "balanced-accuracy"
  /// Of the customers whose truth stayed since the month before, the share whose estimate changed.
  public static let flicker = "flicker"
  /// The share of customers whom a classifier leaves to a person.
  public static let referred = "referred"
  /// Share of customers to whom a classifier gives no segment although it leaves them to nobody.
  public static let withoutEstimate = "without-estimate"
  /// Share of customers who keep a segment that the latest reviews did not earn, of a tier rule.
  public static let onWatch = "on-watch"
  /// Mean cost of a customer's misclassification, in the scenario's unit.
  public static let cost = "cost"

  // MARK: of a classifier beside the best rule that sees the same

  /// The least misclassification rate of any rule that sees what the classifier sees.
  public static let floor = "floor"
  /// The estimator of floors, regrets and parts of errors by chances of the segments that are worked out approximately; of
  /// others it is `expected`.
  public static let approximate = "approximate"
  /// What is approximate in them.
  public static let fewPoints =
    "a few points stand for each number that draws the segment, and numbers are taken for independent "
    + "in classes of customers"
  /// The floor over all months as errors counted on all customers less the regret of those looked at.
  public static let floorByErrors = "floor-by-errors"
  /// The classifier's misclassification rate by the posteriors, not by the truth that was drawn.
  public static let expectedError = "expected-misclassification"
  /// How far the classifier's expected misclassification rate lies above the floor.
  public static let regret = "regret"
  /// The least expected cost of any rule that sees what the classifier sees.
  public static let floorCost = "floor-cost"
  /// How far the classifier's expected cost lies above the least.
  public static let costRegret = "cost-regret"
  /// The best rule's recall of a segment.
  public static let floorRecall = "floor-recall"
  /// Counted less expected errors in standard errors: a standard normal where the posterior is right.
  public static let surprise = "counted-less-expected"
  /// The variance of a customer's expected error over that of the counted one.
  public static let varianceRatio = "expected-variance-ratio"

  // MARK: of other data than a classifier sees; the estimator is the name of the what-if

  /// The floor of what is seen now, over the customers on whom both floors are known.
  public static let whatIfFloorNow = "what-if-floor-now"
  /// The floor of what would be seen.
  public static let whatIfFloor = "what-if-floor"
  /// The floor of what would be seen less the floor of what is seen: below zero where it helps.
  public static let whatIfDifference = "what-if-difference"
  /// The least expected cost of what is seen now, over the same customers.
  public static let whatIfCostNow = "what-if-cost-now"
  /// The least expected cost of what would be seen.
  public static let whatIfCost = "what-if-cost"
  /// The least expected cost of what would be seen less that of what is seen.
  public static let whatIfCostDifference = "what-if-cost-difference"

  // MARK: of a classifier's error by its causes, in a month; the parts add up to `budgetedError`

  /// The error that remains who sees the true values of the features, over the same months back.
  public static let overlapError = "overlap-error"
  /// What the view's departures from the truth add: the floor less `overlapError`.
  public static let viewError = "view-error"
  /// The shares of the view's mechanisms in `viewError`; the estimator names the mechanism: `noise`.
  public static let viewErrorByMechanism = "view-error-by-mechanism"
  /// What the form of the classifier adds: fitted on very many customers, less the floor.
  public static let modelError = "model-error"
  /// What the sample that it may learn from adds, by its size and its labels.
  public static let trainingError = "training-error"
  /// What it adds that the sample was taken in the first month.
  public static let stalenessError = "staleness-error"
  /// Why a rule has neither `trainingError` nor `stalenessError`.
  public static let learnsNothing = "not applicable: it learns nothing"
  /// The error of the classifier as it is, over the customers on whom its parts were worked out.
  public static let budgetedError = "budgeted-error"

  // MARK: of a classifier that is cut anew with the population, on customers of the first month

  /// Share of those still there whose estimate is not that of the first month, when cut points are
  /// fitted in this month; the estimator is one of those below.
  public static let segmentMoves = "segment-moves"
  /// All of them: `customerChanged` and `boundaryMoved`.
  public static let allMoves = "all"
  /// Those who have moved by the first month's cut points too.
  public static let customerChanged = "customer changed"
  /// Those who have not moved by the first month's cut points.
  public static let boundaryMoved = "boundary moved"
  /// Not among them: those who have moved by the first month's cut points, but not by this month's.
  public static let heldBack = "held back by the boundary"

  // MARK: of a variant beside the scenario that it changes, on the customer-months in both

  /// The variant's misclassification rate less the scenario's, over the same customers and months.
  public static let difference = "difference"
  /// The rates themselves; the estimator is `scenario` or `variant`.
  public static let pairedMisclassification = "paired-misclassification"
  /// Shares of customer-months that changed sides; the estimator is `wins` where only the variant is
  /// right, `losses` where only the scenario is.
  public static let pairedChange = "paired-change"
  /// Customer-months; the estimator is `in both`, `only in the scenario` or `only in the variant`.
  public static let pairedCustomers = "paired-customers"

  // MARK: of a feature of the view; or of a classifier's assigned segments, then without a feature

  /// Population stability index against the first month.
  public static let stabilityIndex = "psi"
  /// The index that is exceeded with a chance of 5 % when nothing drifts.
  public static let stabilityIndexWithoutDrift = "psi-no-drift-quantile"
  /// Kolmogorov–Smirnov distance from the first month.
  public static let kolmogorovSmirnov = "ks"
  /// Share of a feature's cells that a step of the view changed.
  ///
  /// The estimator names the step, with its number where a feature has it twice: `times 2`.
  public static let departures = "departures"

  // MARK: of values that are missing because they could not be made; the feature names the place

  /// Share of a place's draws whose law had impossible parameters: `world.income`, `view.age`.
  public static let impossibleDraws = "impossible-draws"
  /// Share of a place's values that an expression worked out to no finite number.
  public static let notNumbers = "not-a-number"
  /// Missing values that no median filled, as a share of all rows.
  public static let unfilled = "not-imputed"
}

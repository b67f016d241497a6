// SPDX-License-Identifier: GPL-3.0-or-later

/// What graces and margins of a tier rule do: how often customers change tier, and how late a loss is followed.
public struct FrontierSummary: Sendable {
  /// A number with its interval of 95 %, where there is one.
  public struct Number: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// The interval's lower end.
    public let low: Double?
    /// The interval's upper end.
    public let high: Double?

    /// Makes a number.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - low: the interval's lower end.
    ///   - high: the interval's upper end.
    public init(value: Double, low: Double?, high: Double?) {
      (self.value, self.low, self.high) = (value, low, high)
    }
  }

  /// One choice.
  public struct Point: Sendable {
    /// After how many misses customers are moved down; nothing for the rule as it is written.
    public let grace: Int?
    /// How far below a floor the measure may lie, as a share; nothing for the rule as it is written.
    public let margin: Double?
    /// Changes of the tier, as a share of customer-months.
    public let switches: Number?
    /// Changes that bring the customer no nearer to the true tier, as a share of customer-months.
    public let unneeded: Number?
    /// The share of losses of the true tier that were followed within the scored months.
    public let followed: Number?
    /// Months from a loss until it was followed, of those that were; too short for patient choices, whose late
    /// losses the end of the run cuts off.
    public let delay: Number?
    /// The share of customer-months above the true tier.
    public let tooHigh: Number?
    /// The share of customer-months below the true tier.
    public let tooLow: Number?
    /// The share of customer-months in another tier than the true one.
    public let wrong: Number?
    /// The share of customer-months on watch: in a tier that the latest reviews did not earn.
    public let onWatch: Number?
    /// Whether another choice is as good in changes, months too high and months too low, and surely better in
    /// one: the interval of the difference on the same customers excludes 0.
    public var isDominated = false

    /// Whether all numbers that decide which choice is better are known.
    public var isComparable: Bool { switches != nil && tooHigh != nil && tooLow != nil }

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - grace: after how many misses customers are moved down; nothing as it is written.
    ///   - margin: how far below a floor the measure may lie; nothing as it is written.
    ///   - switches: changes of the tier.
    ///   - unneeded: changes that bring the customer no nearer to the true tier.
    ///   - followed: the share of losses that were followed.
    ///   - delay: months until they were.
    ///   - tooHigh: the share of months above the true tier.
    ///   - tooLow: the share of months below it.
    ///   - wrong: the share of months in another tier.
    ///   - onWatch: the share of months on watch.
    public init(
      grace: Int?, margin: Double?, switches: Number?, unneeded: Number?, followed: Number?,
      delay: Number?, tooHigh: Number?, tooLow: Number?, wrong: Number?, onWatch: Number?
    ) {
      (self.grace, self.margin) = (grace, margin)
      (self.switches, self.unneeded, self.followed) = (switches, unneeded, followed)
      self.onWatch = onWatch
      (self.delay, self.tooHigh, self.tooLow, self.wrong) = (delay, tooHigh, tooLow, wrong)
    }

    /// Whether it is as good as another in all of changes, months too high and too low, and better in one, by the
    /// numbers alone.
    ///
    /// The delay does not count: it is known of followed losses only.
    ///
    /// - Parameter other: another choice.
    /// - Returns: whether nobody would take the other; never where one of the numbers is not known.
    public func dominates(_ other: Point) -> Bool {
      let pairs = [
        (switches, other.switches), (tooHigh, other.tooHigh), (tooLow, other.tooLow),
      ]
      var isBetter = false
      for (own, others) in pairs {
        guard let own, let others, own.value <= others.value else { return false }
        isBetter = isBetter || own.value < others.value
      }
      return isBetter
    }
  }

  /// The scenario's name.
  public let scenario: String
  /// The classifier's name.
  public let classifier: String
  /// The root seed.
  public let seed: UInt64
  /// How many months were scored.
  public let months: Int
  /// How many customers were on the books in the first month.
  public let customers: Int
  /// How many customers times months were scored.
  public let customerMonths: Int
  /// The choices: first the rule as it is written, then by margin and grace.
  public let points: [Point]
  /// The tiers whose own moves down the choices set aside.
  public var setAside: [String] = []
  /// Measures of the rule that gave no number, if there were any.
  public var unmade: UnmadeValues?
  /// Whether the rule as it is written gave any customer a tier.
  public var isMeasured = true

  /// Makes a summary.
  ///
  /// - Parameters:
  ///   - scenario: the scenario's name.
  ///   - classifier: the classifier's name.
  ///   - seed: the root seed.
  ///   - months: how many months were scored.
  ///   - customers: how many customers were on the books in the first month.
  ///   - customerMonths: how many customers times months were scored.
  ///   - points: the choices.
  public init(
    scenario: String, classifier: String, seed: UInt64, months: Int, customers: Int,
    customerMonths: Int, points: [Point]
  ) {
    (self.scenario, self.classifier, self.seed) = (scenario, classifier, seed)
    (self.months, self.customers, self.customerMonths) = (months, customers, customerMonths)
    self.points = points
  }
}

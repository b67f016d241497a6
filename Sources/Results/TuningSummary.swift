// SPDX-License-Identifier: GPL-3.0-or-later

/// What a person wants to know of a search for better values.
public struct TuningSummary: Sendable {
  /// A number with an interval of 95 %.
  public struct Difference: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// The interval's ends.
    public let low: Double
    /// The interval's ends.
    public let high: Double

    /// Makes a number with its interval.
    ///
    /// - Parameters:
    ///   - value: the number.
    ///   - low: the interval's lower end.
    ///   - high: the interval's upper end.
    public init(value: Double, low: Double, high: Double) {
      (self.value, self.low, self.high) = (value, low, high)
    }
  }

  /// How far the best number moves from population to population.
  public struct Spread: Sendable, Equatable {
    /// The standard deviation.
    public let deviation: Double
    /// The least best number of any population.
    public let least: Double
    /// The greatest best number of any population.
    public let greatest: Double
    /// Where 95 of 100 best numbers would lie, lower end.
    public let low: Double
    /// Where 95 of 100 best numbers would lie, upper end.
    public let high: Double

    /// Makes a spread.
    ///
    /// - Parameters:
    ///   - deviation: the standard deviation.
    ///   - least: the least best number of any population.
    ///   - greatest: the greatest best number of any population.
    ///   - low: where 95 of 100 would lie, lower end.
    ///   - high: where 95 of 100 would lie, upper end.
    public init(deviation: Double, least: Double, greatest: Double, low: Double, high: Double) {
      (self.deviation, self.least, self.greatest) = (deviation, least, greatest)
      (self.low, self.high) = (low, high)
    }
  }

  /// One value that moved.
  public struct Value: Sendable {
    /// Its name in the `tune` block.
    public let name: String
    /// What the file has.
    public let present: Double
    /// What is best.
    public let best: Double
    /// What to take.
    public let chosen: Double
    /// What cannot be told apart from the best while the other values stay; nothing when nothing is acceptable.
    public var plateau: ClosedRange<Double>?
    /// How much more is lost with the file's number in place of the best.
    public var reset: Difference?
    /// Its share of the objective's variance along the lines through the best.
    public var share: Double?
    /// How far the best number moves from population to population.
    public var spread: Spread?

    /// Makes a value.
    ///
    /// - Parameters:
    ///   - name: its name in the `tune` block.
    ///   - present: what the file has.
    ///   - best: what is best.
    ///   - chosen: what to take.
    public init(name: String, present: Double, best: Double, chosen: Double) {
      (self.name, self.present, self.best, self.chosen) = (name, present, best, chosen)
    }
  }

  /// One number of the classifier with three choices of values.
  public struct Measure: Sendable {
    /// The metric, with the segment where one is measured.
    public let title: String
    /// What is wanted, such as `at least 0.2`.
    public let wish: String
    /// With the file's values; nothing where it is undefined.
    public let present: Double?
    /// With the best values.
    public let best: Double?
    /// With those to take.
    public let chosen: Double?
    /// Whether those to take meet it.
    public let isMet: Bool

    /// Makes a measure.
    ///
    /// - Parameters:
    ///   - title: the metric, with the segment where one is measured.
    ///   - wish: what is wanted.
    ///   - present: with the file's values.
    ///   - best: with the best values.
    ///   - chosen: with those to take.
    ///   - isMet: whether those to take meet it.
    public init(
      title: String, wish: String, present: Double?, best: Double?, chosen: Double?, isMet: Bool
    ) {
      (self.title, self.wish, self.isMet) = (title, wish, isMet)
      (self.present, self.best, self.chosen) = (present, best, chosen)
    }
  }

  /// Why a search came to its end.
  public enum End: String, Sendable, CaseIterable {
    /// Every choice that makes a difference was tried.
    case everyChoice = "every choice"
    /// A grid of values that may have any number, of which the best was refined.
    case grid = "a grid"
    /// Searches in a row found nothing better.
    case settled = "nothing better"
    /// No more candidates were allowed.
    case budget = "candidates used up"
  }

  /// What fresh populations say.
  public struct Fresh: Sendable {
    /// How many there were.
    public let populations: Int
    /// How much worse the best values are there than where they were found.
    public let optimism: Difference
    /// How much is gained there by the values to take over the file's.
    public let gain: Difference

    /// Makes what fresh populations say.
    ///
    /// - Parameters:
    ///   - populations: how many there were.
    ///   - optimism: how much worse the best values are there.
    ///   - gain: how much is gained there over the file's values.
    public init(populations: Int, optimism: Difference, gain: Difference) {
      (self.populations, self.optimism, self.gain) = (populations, optimism, gain)
    }
  }

  /// The scenario's name.
  public var scenario = ""
  /// The hash of the resolved scenario's text.
  public var scenarioHash = ""
  /// The root seed.
  public var seed: UInt64 = 0
  /// The classifier whose values moved.
  public var classifier = ""
  /// How many customers judged the candidates.
  public var customers = 0
  /// How many customer-months they had.
  public var customerMonths = 0
  /// How many candidates were looked at.
  public var candidates = 0
  /// How many were allowed, where the search is not to look at every choice.
  public var allowed = 0
  /// Why the search came to its end.
  public var end = End.settled
  /// How many of them were given up early.
  public var dropped = 0
  /// Which share of customer-months the file's values leave without a segment, where no more may be left.
  public var without: Double?
  /// How many candidates leave more, and may not be taken.
  public var leavingMore = 0
  /// How many of those judged in full cannot be told apart from the best.
  public var alike = 0
  /// Whether chances judged, not the truth that was drawn.
  public var isExpected = false
  /// Why chances did not judge although they were asked for.
  public var withoutChances: String?
  /// Whether any candidate meets all conditions.
  public var isMet = false
  /// Whether the file's values are as good as the best.
  public var keepsFile = false
  /// What is to be as small, or as great, as can be.
  public var goal: Measure
  /// How much is gained by the values to take over the file's, on the same customers.
  public var gain: Difference?
  /// What must hold.
  public var conditions: [Measure] = []
  /// The values that moved.
  public var values: [Value] = []
  /// What fresh populations say.
  public var fresh: Fresh?

  /// Makes a summary that is filled in piece by piece.
  ///
  /// - Parameter goal: what is to be as small, or as great, as can be.
  public init(goal: Measure) { self.goal = goal }
}

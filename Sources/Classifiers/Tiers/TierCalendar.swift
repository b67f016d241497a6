// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// In which months tiers are reviewed, and when what was decided comes into force.
public struct TierCalendar: Sendable, Equatable {
  /// Whether tiers are reviewed at the end of a month, from January on; twelve.
  public let isReviewed: [Bool]
  /// How many months after a review its decision comes into force; 0 for at once.
  public let lag: Int
  /// The months in which nobody is moved down and no miss counts; nothing for none.
  public let amnesty: ClosedRange<Month>?

  /// Makes a calendar.
  ///
  /// - Parameters:
  ///   - isReviewed: whether tiers are reviewed, for each of the twelve months.
  ///   - lag: how many months after a review its decision comes into force.
  ///   - amnesty: the months in which nobody is moved down.
  public init(
    isReviewed: [Bool] = Array(repeating: true, count: 12), lag: Int = 1,
    amnesty: ClosedRange<Month>? = nil
  ) {
    precondition(isReviewed.count == 12 && lag >= 0, "a calendar has twelve months")
    self.isReviewed = isReviewed
    self.lag = lag
    self.amnesty = amnesty
  }

  /// Whether tiers are reviewed in a month.
  ///
  /// - Parameter month: a calendar month.
  /// - Returns: whether they are.
  public func reviews(in month: Month) -> Bool {
    isReviewed[((month.ordinal % 12) + 12) % 12]
  }

  /// The most months between two reviews.
  var longestPause: Int {
    let months = isReviewed.indices.filter { isReviewed[$0] }
    let pauses = zip(months, months.dropFirst()).map { $1 - $0 }
    return max(pauses.max() ?? 0, (months.first ?? 0) + 12 - (months.last ?? 0))
  }
}

extension TierCalendar {
  private static let words = ["monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12]
  private static let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  private static let lags = ["same month": 0, "next month": 1]
  private static let mostLag = 24

  /// The keys of the calendar.
  static let fields: [RecordShape.Field] = [
    .init(
      "review",
      .either([.choice(["monthly", "quarterly", "half-yearly", "yearly"]), .list(.text)]),
      "when tiers are reviewed: at the ends of months, quarters, half-years or years, or at dates such "
        + "as [06-30, 12-31]; monthly if it is not said"),
    .init(
      "effective", .either([.choice(["same month", "next month"]), .duration]),
      "when what a review decides comes into force, such as '2 months' later; next month if it is not "
        + "said"),
    .init(
      "amnesty", .record(amnestyShape),
      "months in which nobody is moved down and no miss counts"),
  ]
  private static let amnestyShape = RecordShape(
    "amnesty",
    [
      .init("from", .month, isRequired: true, "the first month"),
      .init("until", .month, isRequired: true, "the last month"),
    ], mayBeAnnotated: true)

  /// Reads the keys of the calendar; what is wrong is noted.
  ///
  /// - Parameter record: the settings of `tiers`.
  init?(reading record: RecordReader) {
    let reviewed = record["review"].map(Self.reviewed) ?? Array(repeating: true, count: 12)
    let lag = record["effective"].map(Self.lag) ?? 1
    let amnesty = record["amnesty"].flatMap(Self.amnesty)
    guard let reviewed, let lag, amnesty != nil || !record.has("amnesty") else { return nil }
    self.init(isReviewed: reviewed, lag: lag, amnesty: amnesty)
  }

  private static func reviewed(_ reader: ScenarioReader) -> [Bool]? {
    if reader.node.items != nil {
      let months = (reader.list() ?? []).map(month)
      guard !months.isEmpty else {
        reader.error("must name at least one date, but got an empty list")
        return nil
      }
      guard !months.contains(nil) else { return nil }
      return (1...12).map { months.contains($0) }
    }
    let known = ["monthly", "quarterly", "half-yearly", "yearly"]
    return reader.choice(known).flatMap { words[$0] }.map { step in
      (1...12).map { $0 % step == 0 }
    }
  }

  /// The month of a date such as `06-30`, which is the last of its month.
  private static func month(_ reader: ScenarioReader) -> Int? {
    let parts = (reader.node.text ?? "").split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let month = Int(parts[0]),
      let day = Int(parts[1]), (1...12).contains(month), (1...31).contains(day)
    else {
      reader.error(
        "expected a date such as 06-30, but got \(reader.node.summary)",
        advice: "two digits of the month, a hyphen, two of the day")
      return nil
    }
    guard day == days[month - 1] || (month == 2 && day == 29) else {
      let last = "\(parts[0])-\(days[month - 1])"
      reader.error(
        "tiers are reviewed at the end of a month, but got \(reader.node.text ?? "")",
        advice: "write \(last)")
      return nil
    }
    return month
  }

  private static func lag(_ reader: ScenarioReader) -> Int? {
    if let lag = lags[reader.node.text ?? ""] { return lag }
    guard let text = reader.node.text, let lag = ScenarioReader.parseDuration(text) else {
      let words = "'same month', 'next month' or a length of time such as '2 months'"
      reader.error("expected \(words), but got \(reader.node.summary)")
      return nil
    }
    guard lag <= mostLag else {
      reader.error("must be at most \(mostLag) months, but got \(text)")
      return nil
    }
    return lag
  }

  private static func amnesty(_ reader: ScenarioReader) -> ClosedRange<Month>? {
    guard let record = reader.record(amnestyShape), let from = record.month("from"),
      let until = record.month("until")
    else { return nil }
    guard from <= until else {
      record["until"]?.error("the last month must not be before the first, \(from)")
      return nil
    }
    return from...until
  }
}

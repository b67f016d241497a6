// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// When a customer is moved out of a tier, upwards or downwards, and where to.
public struct TierMove: Sendable, Equatable {
  /// Where a customer is moved to.
  public enum Target: String, Sendable, CaseIterable {
    /// The tier that the last of the reviews earned.
    case earned
    /// The best tier that one of the reviews earned: the smallest shortfall counts.
    case bestEarned = "best earned"
    /// The next tier.
    case oneStep = "one step"
    /// The lowest tier.
    case base
  }

  /// After how many reviews, at least 1.
  public var reviews: Int
  /// Whether they must follow each other; otherwise all since the tier was reached count.
  public var isConsecutive: Bool
  /// Where to.
  public var target: Target
  /// How far beyond the floor the measure must lie, as a share of the floor, 0 to below 1.
  public var margin: Double

  /// Makes a move.
  ///
  /// - Parameters:
  ///   - reviews: after how many reviews, at least 1.
  ///   - isConsecutive: whether they must follow each other.
  ///   - target: where to.
  ///   - margin: how far beyond the floor the measure must lie, as a share of it.
  public init(
    reviews: Int = 1, isConsecutive: Bool = true, target: Target = .earned, margin: Double = 0
  ) {
    precondition(reviews >= 1 && (0..<1).contains(margin), "a move needs a review")
    self.reviews = reviews
    self.isConsecutive = isConsecutive
    self.target = target
    self.margin = margin
  }
}

extension TierMove {
  /// The most reviews that a rule may wait for.
  public static let mostReviews = 120
  /// The keys that say after how many reviews.
  static let countKeys = ["hits", "misses"]
  private static let counting = ["in a row", "in total"]
  private static let marginShape = Shape.Limits(0, 0.99)

  /// The keys of `up`.
  static let upShape = RecordShape(
    "up",
    [
      .init(
        "hits", .integer(.init(1...mostReviews)),
        "after how many reviews in a row that earn a higher tier; 1 if it is not said"),
      .init(
        "to", .choice([Target.earned.rawValue, Target.oneStep.rawValue]),
        "where to: the tier that the last review earned, or one step; earned if it is not said"),
      .init(
        "margin", .number(marginShape),
        "how far above the floor the measure must lie, such as '5 %'; 0 if it is not said"),
    ])

  /// The keys of `down`.
  static let downShape = RecordShape(
    "down",
    [
      .init(
        "misses", .integer(.init(1...mostReviews)),
        "after how many reviews that miss the tier's floor; 1 if it is not said"),
      .init(
        "counted", .choice(counting),
        "whether misses count only in a row, or in total since the tier was reached; in a row if it is "
          + "not said"),
      .init(
        "to", .choice(Target.allCases.map(\.rawValue)),
        "where to: the tier that the last review earned, the best that a missed review earned, one step, "
          + "or the base; earned if it is not said, by the floors without the margin"),
      .init(
        "margin", .number(marginShape),
        "how far below the floor the measure may lie without a miss, such as '5 %'; 0 if it is not said"
      ),
    ])

  /// Reads `up` or `down`, whose unwritten keys are as they stand here; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the cursor; nothing when it is not written.
  ///   - shape: the keys.
  /// - Returns: the move; nothing when something is wrong.
  func changed(by reader: ScenarioReader?, _ shape: RecordShape) -> TierMove? {
    guard let reader else { return self }
    guard let record = reader.record(shape), !record.hasUnknownKey else { return nil }
    var move = self
    var isGood = true
    func read<Value>(_ key: String, _ value: Value?, _ apply: (Value) -> Void) {
      guard shape.keys.contains(key), record.has(key) else { return }
      if let value { apply(value) } else { isGood = false }
    }
    let count = shape.fields[0].key
    read(count, record.integer(count, .init(1...Self.mostReviews))) { move.reviews = $0 }
    if shape.keys.contains("counted") {
      read("counted", record["counted"]?.choice(Self.counting)) {
        move.isConsecutive = $0 == Self.counting[0]
      }
    }
    read("to", record["to"].flatMap { Self.target($0, shape) }) { move.target = $0 }
    read("margin", record.number("margin", Self.marginShape)) { move.margin = $0 }
    return isGood ? move : nil
  }

  private static func target(_ reader: ScenarioReader, _ shape: RecordShape) -> Target? {
    guard case .choice(let words)? = shape.fields.first(where: { $0.key == "to" })?.shape else {
      return nil
    }
    return reader.choice(words).flatMap { Target(rawValue: $0) }
  }
}

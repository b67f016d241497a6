// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Which segment a classifier names by the probabilities that it gives.
public enum SegmentChoice: Sendable, Equatable {
  /// The one that the classifier itself names: the likeliest.
  case usual
  /// The one of least expected cost; the cost of true segment t named e is at `t * segments + e`.
  ///
  /// A customer whose least expected cost is greater than `referral` is left to a person.
  case leastCost([Double], referral: Double?)
  /// A segment with a number is named from that probability on; by segment, nothing where it has none.
  case reached([Double?])

  private static let words = ["most likely", "by cost"]
  private static let record = RecordShape(
    "decides",
    [
      .init(
        "at least", .named(.number(.init(0, 1, isOpenBelow: true)), "segment"),
        "from which probability on each of some segments is named"),
      .init("by cost", .record(costRecord), "the one of least expected cost, and what else"),
    ])
  private static let costRecord = RecordShape(
    "by cost",
    [
      .init(
        "refer", .number(.atLeastZero), isRequired: true,
        "what it costs to leave a customer to a person, who decides rightly: done where every segment costs "
          + "more")
    ])

  /// What `decides` may hold in a scenario.
  static let shape = Shape.either([.choice(words), .record(record)])

  /// Reads `decides`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - reader: the cursor on it.
  ///   - scheme: what the classifier finds.
  ///   - costs: what errors cost, empty where that could not be read; nothing where it is not said.
  init?(reading reader: ScenarioReader, _ scheme: SegmentScheme, costs: [Double]?) {
    guard reader.node.entries != nil else {
      guard let word = reader.choice(Self.words) else { return nil }
      guard word == Self.words[1] else {
        self = .usual
        return
      }
      guard let costs = Self.known(costs, scheme, reader) else { return nil }
      self = .leastCost(costs, referral: nil)
      return
    }
    guard let record = reader.record(Self.record),
      let key = record.one(of: record.shape.keys, "way")
    else { return nil }
    if key == "by cost", let place = record[key] {
      let referral = place.record(Self.costRecord)?.number("refer", .atLeastZero)
      guard let costs = Self.known(costs, scheme, place), let referral else { return nil }
      self = .leastCost(costs, referral: referral)
      return
    }
    guard let named = record["at least"]?.named("segment") else { return nil }
    var least = [Double?](repeating: nil, count: scheme.segments.count)
    var isGood = true
    for (segment, value) in named {
      guard let index = scheme.index(of: segment) else {
        value.unknown(segment, "segment", known: scheme.segments)
        isGood = false
        continue
      }
      least[Int(index)] = value.number(.init(0, 1, isOpenBelow: true))
      isGood = isGood && least[Int(index)] != nil
    }
    if named.isEmpty {
      reader.error(
        "at least one segment must have a probability, but none has",
        advice: "leave 'decides' out for the most likely")
    }
    guard isGood, !named.isEmpty else { return nil }
    self = .reached(least)
  }

  private static func known(
    _ costs: [Double]?, _ scheme: SegmentScheme, _ reader: ScenarioReader
  ) -> [Double]? {
    guard let costs else {
      reader.error(
        "no costs are named for '\(scheme.name)', by which it should decide",
        advice: "name them under 'costs'")
      return nil
    }
    return costs.isEmpty ? nil : costs
  }

  /// What it costs to leave a customer to a person; nothing where none is.
  public var referral: Double? {
    if case .leastCost(_, let referral) = self { referral } else { nil }
  }

  /// What it does, in words.
  ///
  /// - Parameter scheme: what the classifier finds.
  /// - Returns: `by cost`, or `low from 0.3 on`.
  public func text(_ scheme: SegmentScheme) -> String {
    switch self {
    case .usual: return Self.words[0]
    case .leastCost(_, nil): return Self.words[1]
    case .leastCost(_, let referral?):
      return "by cost, or refers at \(ShortNumber.text(referral))"
    case .reached(let least):
      return zip(scheme.segments, least).compactMap { segment, number in
        number.map { "\(segment) from a probability of \(ShortNumber.text($0)) on" }
      }.joined(separator: ", ")
    }
  }

  /// Its numbers, as what is stated of the classifier.
  var parameters: [FittedParameter] {
    switch self {
    case .usual: []
    case .leastCost(let costs, let referral):
      [FittedParameter("costs", costs)]
        + (referral.map { [FittedParameter("referral", [$0])] } ?? [])
    case .reached(let least): [FittedParameter("least probability", least.compactMap(\.self))]
    }
  }
}

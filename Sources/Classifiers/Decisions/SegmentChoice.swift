// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Which segment a classifier names by the probabilities that it gives.
public enum SegmentChoice: Sendable, Equatable {
  /// The one that the classifier itself names: the likeliest.
  case usual
  /// The one of least expected cost; the cost of true segment t named e is at `t * segments + e`.
  case leastCost([Double])
  /// A segment with a number is named from that probability on; by segment, nothing where it has none.
  case reached([Double?])

  private static let words = ["most likely", "by cost"]
  private static let record = RecordShape(
    "decides",
    [
      .init(
        "at least", .named(.number(.init(0, 1, isOpenBelow: true)), "segment"), isRequired: true,
        "from which probability on each of some segments is named")
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
      guard let costs else {
        reader.error(
          "no costs are named for '\(scheme.name)', by which it should decide",
          advice: "name them under 'costs'")
        return nil
      }
      guard !costs.isEmpty else { return nil }
      self = .leastCost(costs)
      return
    }
    guard let named = reader.record(Self.record)?["at least"]?.named("segment") else { return nil }
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

  /// What it does, in words.
  ///
  /// - Parameter scheme: what the classifier finds.
  /// - Returns: `by cost`, or `low from 0.3 on`.
  public func text(_ scheme: SegmentScheme) -> String {
    switch self {
    case .usual: return Self.words[0]
    case .leastCost: return Self.words[1]
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
    case .leastCost(let costs): [FittedParameter("costs", costs)]
    case .reached(let least): [FittedParameter("least probability", least.compactMap(\.self))]
    }
  }
}

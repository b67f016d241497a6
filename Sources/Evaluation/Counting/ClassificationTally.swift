// SPDX-License-Identifier: GPL-3.0-or-later

/// What one classifier accumulates on one scheme in one month, block by block.
///
/// All parts are integers, so tallies of blocks merge to the same bits in any order.
public struct ClassificationTally: Sendable, Equatable {
  /// How many segments the scheme has.
  public let segments: Int
  /// Pairs of true and assigned segment.
  public private(set) var confusion: ConfusionMatrix
  /// Rows that were passed over because truth or estimate said "not scored".
  public private(set) var passedOver = 0
  /// The same pairs weighted by an attribute.
  public private(set) var weighted: WeightedConfusion?
  /// How good the estimated probabilities were.
  public private(set) var probabilities: ProbabilityTally?
  /// How estimates changed since last month.
  public private(set) var flicker: FlickerTally?
  /// Customers without estimate, as they are left to a person, by true segment.
  public private(set) var referred: [Int]?

  /// Makes an empty tally.
  ///
  /// - Parameters:
  ///   - segments: how many segments the scheme has, 1 to 255.
  ///   - holding: what it accumulates; `.order` and `.costs` need nothing here.
  public init(segments: Int, holding: Evidence = .counts) {
    self.segments = segments
    confusion = ConfusionMatrix(segments: segments)
    if holding.contains(.weights) { weighted = WeightedConfusion(segments: segments) }
    if holding.contains(.probabilities) { probabilities = ProbabilityTally() }
    if holding.contains(.history) { flicker = FlickerTally() }
    if holding.contains(.referrals) { referred = Array(repeating: 0, count: segments) }
  }

  /// A tally of known counts.
  ///
  /// - Parameter confusion: pairs of true and assigned segment.
  public init(confusion: ConfusionMatrix) {
    segments = confusion.segments
    self.confusion = confusion
  }

  /// The tally with other weights.
  func replacing(_ weighted: WeightedConfusion) -> ClassificationTally {
    var tally = self
    tally.weighted = weighted
    return tally
  }

  /// What the tally accumulates.
  public var holding: Evidence {
    var held: Evidence = .counts
    if weighted != nil { held.insert(.weights) }
    if probabilities != nil { held.insert(.probabilities) }
    if flicker != nil { held.insert(.history) }
    if referred != nil { held.insert(.referrals) }
    return held
  }

  /// How many customers were scored.
  public var scored: Int { confusion.total }

  /// How many customers were passed over and are not left to a person.
  public var withoutEstimate: Int { passedOver - (referred ?? []).reduce(0, +) }

  /// Adds one block of customers.
  ///
  /// - Parameter block: truth and estimate, and the columns for whatever else the tally holds.
  /// - Complexity: O(rows × segments) with probabilities, else O(rows); without allocation.
  public mutating func add(_ block: ScoredBlock) {
    let counted = confusion.add(truth: block.truth, estimate: block.estimate, rows: block.rows)
    passedOver += block.rows - counted
    if weighted != nil { weighted?.add(block) }
    if probabilities != nil { probabilities?.add(block, segments: segments) }
    if flicker != nil { flicker?.add(block) }
    if referred != nil, counted < block.rows { addReferred(block) }
  }

  private mutating func addReferred(_ block: ScoredBlock) {
    for row in 0..<block.rows
    where block.estimate[row] == ConfusionMatrix.notScored
      && block.truth[row] != ConfusionMatrix.notScored
    {
      referred?[Int(block.truth[row])] += 1
    }
  }

  /// Adds what was counted elsewhere for the same classifier, scheme and month.
  public static func += (left: inout ClassificationTally, right: ClassificationTally) {
    precondition(left.holding == right.holding, "tallies that hold the same")
    left.confusion += right.confusion
    left.passedOver += right.passedOver
    if let other = right.weighted { left.weighted? += other }
    if let other = right.probabilities { left.probabilities? += other }
    if let other = right.flicker { left.flicker? += other }
    for (segment, count) in (right.referred ?? []).enumerated() { left.referred?[segment] += count }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// How estimates changed between two months, for customers scored in both.
public struct FlickerTally: Sendable, Equatable {
  /// Customers scored in this month and the last one.
  public private(set) var scoredTwice = 0
  /// Those whose true segment stayed: the only ones who can flicker.
  public private(set) var eligible = 0
  /// Those whose estimate changed, whether or not the truth did.
  public private(set) var switched = 0
  /// Those whose estimate changed while the truth did not.
  public private(set) var flickered = 0

  /// Makes empty counts.
  public init() {}

  /// Makes known counts.
  ///
  /// - Parameters:
  ///   - scoredTwice: customers scored in this month and the last one.
  ///   - eligible: those whose true segment stayed.
  ///   - switched: those whose estimate changed.
  ///   - flickered: those whose estimate changed while the truth did not.
  package init(scoredTwice: Int, eligible: Int, switched: Int, flickered: Int) {
    self.scoredTwice = scoredTwice
    self.eligible = eligible
    self.switched = switched
    self.flickered = flickered
  }

  /// Adds a block; one without last month's columns, as in the first month, adds nothing.
  ///
  /// - Parameter block: truth and estimate of this month and the last one.
  mutating func add(_ block: ScoredBlock) {
    guard let truth = block.previousTruth, let estimate = block.previousEstimate else { return }
    var counts = column_flicker()
    column_flicker_counts(
      block.truth, block.estimate, truth, estimate, block.rows, &counts)
    scoredTwice += Int(counts.scored_twice)
    eligible += Int(counts.stayed)
    switched += Int(counts.switched)
    flickered += Int(counts.flickered)
  }

  /// Adds the counts of other customers.
  public static func += (left: inout FlickerTally, right: FlickerTally) {
    left.scoredTwice += right.scoredTwice
    left.eligible += right.eligible
    left.switched += right.switched
    left.flickered += right.flickered
  }
}

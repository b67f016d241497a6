// SPDX-License-Identifier: GPL-3.0-or-later

/// Scores that are sums over features, of which the greatest decides and the softmax is the
/// probability of each segment; what naive Bayes and logistic regression have in common.
struct ScoreModel: Sendable, Equatable {
  /// A score that no customer reaches: of segments that were never seen in training.
  static let never = -1e300

  /// How many segments the scheme has.
  let segments: Int
  /// The score that every customer starts with, by segment, padded.
  private(set) var start: [Double]
  /// What features add that are straight lines in the value.
  private(set) var linear: ScoreTerms
  /// What features add that are parabolas in the value.
  private(set) var normal: ScoreTerms
  /// What features add that are tables over whole numbers.
  private(set) var tables: [ScoreTable]

  /// Makes a model that knows no feature.
  ///
  /// - Parameter start: the score of each segment.
  init(start: [Double]) {
    segments = start.count
    let padded = ScoreTile.padded(start.count)
    self.start = start + Array(repeating: Self.never, count: padded - start.count)
    linear = ScoreTerms(padded: padded)
    normal = ScoreTerms(padded: padded)
    tables = []
  }

  /// Adds to each segment's first score.
  ///
  /// - Parameters:
  ///   - amount: what to add.
  ///   - segment: whose score.
  mutating func addStart(_ amount: Double, segment: Int) { start[segment] += amount }

  /// Adds a feature whose part is `factor * x`, or `constant` where x is missing.
  mutating func addLinear(_ input: ScoreInput, factor: [Double], constant: [Double]) {
    linear.add(input, centre: factor.map { _ in 0 }, factor: factor, constant: constant)
  }

  /// Adds a feature whose part is `constant - factor * (x - centre)²`, or 0 where x is missing.
  mutating func addNormal(
    _ input: ScoreInput, centre: [Double], factor: [Double], constant: [Double]
  ) {
    normal.add(input, centre: centre, factor: factor, constant: constant)
  }

  /// Adds a feature whose part is looked up by its whole-number value.
  mutating func addTable(_ table: ScoreTable) { tables.append(table) }
}

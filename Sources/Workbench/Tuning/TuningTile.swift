// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Some customers in all their months, as one table: what candidates are judged on.
struct TuningTile: Sendable {
  /// The unit of chances is 2 to the power of minus this.
  static let chanceBits = 20

  /// Which part of the customers it belongs to.
  let part: Int
  /// What the bank sees, month after month, of the features that the classifier reads; empty where `months` holds
  /// it.
  let features: FeatureTable
  /// The same month by month with the warm-up, for a classifier that remembers; the rows of scored months
  /// follow each other as in `truth`.
  let months: [TuningMonth]
  /// The true segments.
  let truth: [SegmentIndex]
  /// The chance of segment j for row i in units at `i * segments + j`, adding up to one; empty where the
  /// truth that was drawn counts.
  let chances: [UInt32]
  /// The row of the same customer a month before, or -1; empty where nobody asks.
  let previous: [Int32]
  /// What each customer weighs; empty where nobody asks.
  let weights: [Double]

  /// How many customer-months it holds.
  var rows: Int { truth.count }
  /// The tables of the scored months.
  var scored: [FeatureTable] {
    months.isEmpty ? [features] : months.filter(\.isScored).map(\.features)
  }
}

/// A month of some customers.
struct TuningMonth: Sendable {
  /// The calendar month.
  let month: Month
  /// Whether estimates count; those of the warm-up do not.
  let isScored: Bool
  /// What the bank sees.
  let features: FeatureTable
  /// The rows of the month before that stayed, ascending; nothing where all did.
  let kept: [Int32]?
}

/// The customers on whom candidates are judged, drawn once.
struct TuningSample: Sendable {
  /// Into how many parts the customers are divided; differences are tested by leaving out one at a time.
  static let parts = 64

  /// The customers, part by part.
  let tiles: [TuningTile]
  /// The tiles of each part.
  let tilesOfPart: [[Int]]
  /// How many segments the scheme has.
  let segments: Int
  /// How many customers there are, of the first book and of those who entered.
  let customers: Int
  /// Why the truth that was drawn counts although chances were asked for.
  let withoutChances: String?

  /// Whether each customer's chances count, not the truth that was drawn.
  var isExpected: Bool { tiles.contains { !$0.chances.isEmpty } }
  /// How many customer-months there are.
  var rows: Int { tiles.reduce(0) { $0 + $1.rows } }

  init(_ tiles: [TuningTile], segments: Int, customers: Int, withoutChances: String?) {
    self.tiles = tiles
    self.segments = segments
    self.customers = customers
    self.withoutChances = withoutChances
    var tilesOfPart = [[Int]](repeating: [], count: Self.parts)
    for (index, tile) in tiles.enumerated() { tilesOfPart[tile.part].append(index) }
    self.tilesOfPart = tilesOfPart
  }
}

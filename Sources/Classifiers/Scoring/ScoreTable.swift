// SPDX-License-Identifier: GPL-3.0-or-later

/// The part of a feature with whole-number values: an entry for each value and segment.
struct ScoreTable: Sendable, Equatable {
  /// The column of the schema.
  let column: Int
  /// The greatest value that has entries of its own.
  let last: Int
  /// Whether greater values count as the greatest (counts) or as missing (levels).
  let isCount: Bool
  /// Entries at `segment * (last + 2) + value`; those at `last + 1` are for missing values.
  let entries: [Double]
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// One standardised column of a design, and where it comes from.
struct DesignColumn: Sendable, Equatable {
  /// What a column holds before it is standardised.
  enum Source: Sendable, Equatable {
    /// A feature's value, the median where missing.
    case value(ScoreInput, median: Double)
    /// 1 where a feature is missing, else 0.
    case missing(Int)
    /// 1 where a feature has a level, else 0.
    case level(Int, Int)
  }

  /// What it holds before it is standardised.
  let source: Source
  /// What it is, for descriptions.
  let name: String
  /// The mean in training.
  let mean: Double
  /// The standard deviation in training, above 0.
  let deviation: Double

  /// The column of the schema that it comes from.
  var column: Int {
    switch source {
    case .value(let input, _): input.column
    case .missing(let column), .level(let column, _): column
    }
  }
}

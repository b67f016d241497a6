// SPDX-License-Identifier: GPL-3.0-or-later

extension ConfusionMatrix {
  /// How many customers were counted.
  public var total: Int { counts.reduce(0, +) }

  /// How many were assigned to their true segment.
  public var correct: Int { correctBySegment.reduce(0, +) }

  /// How many of each segment were assigned to it.
  public var correctBySegment: [Int] {
    (0..<segments).map { counts[$0 * (segments + 1)] }
  }

  /// How many customers each segment truly has: the sums of the rows.
  public var truthCounts: [Int] {
    (0..<segments).map { row in
      counts[row * segments..<(row + 1) * segments].reduce(0, +)
    }
  }

  /// How many customers were assigned to each segment: the sums of the columns.
  public var estimateCounts: [Int] {
    var sums = Array(repeating: 0, count: segments)
    for row in 0..<segments {
      for column in 0..<segments { sums[column] += counts[row * segments + column] }
    }
    return sums
  }
}

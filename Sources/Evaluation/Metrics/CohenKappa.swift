// SPDX-License-Identifier: GPL-3.0-or-later

/// Agreement beyond chance (Cohen 1960): (a − c) / (1 − c), a the share assigned to their true
/// segment and c that of independent assignments with the same margins.
struct CohenKappa: Metric {
  static let id = "cohen-kappa"
  static let summary = "agreement of truth and estimate beyond that of chance"
  static let direction = MetricDirection.maximise
  static let range = -1.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let matrix = tally.confusion
    guard let shares = SegmentShares(matrix) else {
      return [.init(.overall, value: .undefined(reason: "no customer was scored"), count: 0)]
    }
    // In whole numbers, so that perfect agreement by chance is found without rounding.
    let n = Int128(matrix.total)
    let chance = zip(matrix.truthCounts, matrix.estimateCounts)
      .reduce(Int128(0)) { $0 + Int128($1.0) * Int128($1.1) }
    guard chance < n * n else {
      let reason = "all customers are in one segment and are assigned to it"
      return [.init(.overall, value: .undefined(reason: reason), count: matrix.total)]
    }
    let value = Double(n * Int128(matrix.correct) - chance) / Double(n * n - chance)
    return [
      MetricValue(
        .overall, value: .defined(value), count: matrix.total,
        interval: .normal(
          value, standardError: gradient(shares).standardError(of: matrix),
          confidence: context.confidence, within: Self.range))
    ]
  }

  /// As in Fleiss, Cohen and Everitt (1969).
  private func gradient(_ shares: SegmentShares) -> MarginalGradient {
    var gradient = MarginalGradient(segments: shares.truth.count)
    let room = 1 - shares.chanceAgreement
    let slope = (1 - shares.agreement) / (room * room)
    for i in shares.truth.indices {
      gradient.correct[i] = 1 / room
      gradient.truth[i] = -slope * shares.estimate[i]
      gradient.estimate[i] = -slope * shares.truth[i]
    }
    return gradient
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The correlation of truth and estimate for any number of segments (Matthews 1975; Gorodkin
/// 2004): (a − c) / √((1 − Σt²)(1 − Σe²)) with the shares t and e of the segments.
struct MatthewsCorrelation: Metric {
  static let id = "matthews-correlation"
  static let summary = "correlation of truth and estimate"
  static let direction = MetricDirection.maximise
  static let range = -1.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let matrix = tally.confusion
    guard let shares = SegmentShares(matrix) else {
      return [.init(.overall, value: .undefined(reason: "no customer was scored"), count: 0)]
    }
    let n = Int128(matrix.total)
    let truth = matrix.truthCounts.map { Int128($0) }
    let estimate = matrix.estimateCounts.map { Int128($0) }
    let truthRoom = n * n - truth.reduce(0) { $0 + $1 * $1 }
    let estimateRoom = n * n - estimate.reduce(0) { $0 + $1 * $1 }
    guard truthRoom > 0, estimateRoom > 0 else {
      let side = truthRoom == 0 ? "are in" : "are assigned to"
      let reason = "all \(matrix.total) customers \(side) one segment, which has no variance"
      return [.init(.overall, value: .undefined(reason: reason), count: matrix.total)]
    }
    let chance = zip(truth, estimate).reduce(Int128(0)) { $0 + $1.0 * $1.1 }
    let value =
      Double(n * Int128(matrix.correct) - chance)
      / (Double(truthRoom).squareRoot() * Double(estimateRoom).squareRoot())
    return [
      MetricValue(
        .overall, value: .defined(value), count: matrix.total,
        interval: .normal(
          value, standardError: gradient(shares, value).standardError(of: matrix),
          confidence: context.confidence, within: Self.range))
    ]
  }

  private func gradient(_ shares: SegmentShares, _ value: Double) -> MarginalGradient {
    var gradient = MarginalGradient(segments: shares.truth.count)
    let truthRoom = 1 - shares.truth.reduce(0) { $0 + $1 * $1 }
    let estimateRoom = 1 - shares.estimate.reduce(0) { $0 + $1 * $1 }
    let root = (truthRoom * estimateRoom).squareRoot()
    for i in shares.truth.indices {
      gradient.correct[i] = 1 / root
      gradient.truth[i] = -shares.estimate[i] / root + value * shares.truth[i] / truthRoom
      gradient.estimate[i] = -shares.truth[i] / root + value * shares.estimate[i] / estimateRoom
    }
    return gradient
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// What recall, precision and F1 have in common: for each segment a multiple of its correctly
/// assigned customers over those who truly are in it, those assigned to it, or both.
///
/// Means over segments leave out those whose own number is undefined, and say which.
struct SegmentAgreement {
  /// Whether customers who truly are in the segment are in the denominator.
  let countsTruth: Bool
  /// Whether customers assigned to the segment are in the denominator.
  let countsEstimate: Bool

  /// Correctly assigned customers count once for each part of the denominator.
  private var factor: Double { countsTruth && countsEstimate ? 2 : 1 }

  /// One value for each segment, then the micro, macro and weighted means.
  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let matrix = tally.confusion
    let segments = segmentValues(matrix, context)
    return segments + [
      .proportion(
        .micro, matrix.correct, of: matrix.total, in: context, else: "no customer was scored"),
      mean(.macro, of: segments, matrix, context),
      mean(.weighted, of: segments, matrix, context),
    ]
  }

  /// The unweighted mean over the segments where it is defined, as one number for the scheme.
  func overall(of matrix: ConfusionMatrix, in context: MetricContext) -> MetricValue {
    mean(.overall, of: segmentValues(matrix, context), matrix, context)
  }

  private func segmentValues(_ matrix: ConfusionMatrix, _ context: MetricContext) -> [MetricValue] {
    let correct = matrix.correctBySegment
    let truth = matrix.truthCounts
    let estimate = matrix.estimateCounts
    return correct.indices.map {
      segmentValue($0, correct[$0], inTruth: truth[$0], inEstimate: estimate[$0], context)
    }
  }

  /// One segment against the rest.
  ///
  /// Recall and precision are proportions. F1 = 2J/(1 + J) where J is the proportion correctly
  /// assigned among those in the segment or assigned to it, so its interval is J's, transformed.
  private func segmentValue(
    _ segment: Int, _ correct: Int, inTruth: Int, inEstimate: Int, _ context: MetricContext
  ) -> MetricValue {
    let both = countsTruth && countsEstimate
    let count = both ? inTruth + inEstimate - correct : countsTruth ? inTruth : inEstimate
    let share = MetricValue.proportion(
      .segment, segment: SegmentIndex(segment), correct, of: count, in: context,
      else: reason(context.scheme.segments[segment], inTruth, inEstimate))
    guard both, let jaccard = share.value.value, let interval = share.interval else { return share }
    func f1(_ jaccard: Double) -> Double { 2 * jaccard / (1 + jaccard) }
    return MetricValue(
      .segment, segment: SegmentIndex(segment),
      value: .defined(f1(jaccard)),
      count: count,
      interval: Interval(
        low: f1(interval.low), high: f1(interval.high), confidence: interval.confidence,
        varies: interval.varies))
  }

  private func reason(_ name: String, _ inTruth: Int, _ inEstimate: Int) -> String {
    if countsTruth && countsEstimate {
      return "no customer was in segment '\(name)' and none was assigned to it"
    }
    return countsTruth
      ? "no customer was in segment '\(name)'; \(inEstimate) were assigned to it"
      : "no customer was assigned to segment '\(name)'; \(inTruth) were in it"
  }

  /// The mean over segments, weighted by the segments' true shares or not at all.
  private func mean(
    _ estimator: MetricValue.Estimator, of segments: [MetricValue], _ matrix: ConfusionMatrix,
    _ context: MetricContext
  ) -> MetricValue {
    let leftOut = segments.filter { $0.value.value == nil }.compactMap(\.segment)
    let kept = segments.indices.filter { segments[$0].value.value != nil }
    let isWeighted = estimator == .weighted
    guard let shares = SegmentShares(matrix) else {
      return MetricValue(
        estimator, value: .undefined(reason: "no customer was scored"), count: 0)
    }
    let weights = isWeighted ? shares.truth : shares.truth.map { _ in 1 }
    let total = kept.reduce(0) { $0 + weights[$1] }
    guard total > 0 else {
      let reason = "no customer was in a segment for which the measure is defined"
      return MetricValue(
        estimator, value: .undefined(reason: reason), count: matrix.total, leftOut: leftOut)
    }
    let rates = shares.correct.indices.map { rate($0, shares) }
    let value = kept.reduce(0) { $0 + weights[$1] * rates[$1] } / total
    var gradient = MarginalGradient(segments: matrix.segments)
    for i in kept {
      let slope = weights[i] / total / denominator(i, shares)
      gradient.correct[i] = slope * factor
      if countsTruth { gradient.truth[i] -= slope * rates[i] }
      if countsEstimate { gradient.estimate[i] -= slope * rates[i] }
      if isWeighted { gradient.truth[i] += (rates[i] - value) / total }
    }
    return MetricValue(
      estimator, value: .defined(value), count: matrix.total,
      interval: .normal(
        value, standardError: gradient.standardError(of: matrix), confidence: context.confidence,
        within: 0...1), leftOut: leftOut)
  }

  private func denominator(_ i: Int, _ shares: SegmentShares) -> Double {
    (countsTruth ? shares.truth[i] : 0) + (countsEstimate ? shares.estimate[i] : 0)
  }

  private func rate(_ i: Int, _ shares: SegmentShares) -> Double {
    let whole = denominator(i, shares)
    return whole > 0 ? factor * shares.correct[i] / whole : 0
  }
}

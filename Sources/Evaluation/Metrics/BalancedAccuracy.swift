// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean of the recalls of the segments that have customers: accuracy as if all segments were
/// of one size.
struct BalancedAccuracy: Metric {
  static let id = "balanced-accuracy"
  static let summary = "mean recall over the segments that have customers"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let recall = SegmentAgreement(countsTruth: true, countsEstimate: false)
    return [recall.overall(of: tally.confusion, in: context)]
  }
}

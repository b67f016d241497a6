// SPDX-License-Identifier: GPL-3.0-or-later

/// Of the customers assigned to a segment, the share who truly are in it (positive predictive
/// value).
struct Precision: Metric {
  static let id = "precision"
  static let summary = "of the customers assigned to a segment, the share truly in it"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    SegmentAgreement(countsTruth: false, countsEstimate: true).values(of: tally, in: context)
  }
}

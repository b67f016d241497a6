// SPDX-License-Identifier: GPL-3.0-or-later

/// Of the customers who truly are in a segment, the share assigned to it (sensitivity).
struct Recall: Metric {
  static let id = "recall"
  static let summary = "of the customers truly in a segment, the share assigned to it"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    SegmentAgreement(countsTruth: true, countsEstimate: false).values(of: tally, in: context)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The harmonic mean of a segment's recall and precision (van Rijsbergen 1979).
struct F1: Metric {
  static let id = "f1"
  static let summary = "harmonic mean of recall and precision"
  static let direction = MetricDirection.maximise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    SegmentAgreement(countsTruth: true, countsEstimate: true).values(of: tally, in: context)
  }
}

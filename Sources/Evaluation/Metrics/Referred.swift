// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The share of customers whom a classifier leaves to a person; over all, and over those of each true
/// segment.
struct Referred: Metric {
  static let id = "referred"
  static let summary = "share of customers whom the classifier leaves to a person"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = .referrals

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    guard let referred = tally.referred else {
      let reason = "the tally holds no customers who were left to a person"
      return [.init(.overall, value: .undefined(reason: reason), count: 0)]
    }
    let all = referred.reduce(0, +)
    let whole = MetricValue.proportion(
      .overall, all, of: tally.scored + all, in: context, else: "there was no customer")
    return [whole]
      + referred.indices.map { segment in
        let decided = tally.confusion.truthCounts[segment]
        return .proportion(
          .segment, segment: SegmentIndex(segment), referred[segment],
          of: decided + referred[segment], in: context,
          else: "no customer was in segment '\(context.scheme.segments[segment])'")
      }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Of the customers whose true segment is that of last month, the share whose assigned segment is
/// not.
struct Flicker: Metric {
  static let id = "flicker"
  static let summary = "share assigned to another segment than last month while the truth stayed"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = .history

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    guard let flicker = tally.flicker else {
      let reason = "the tally holds no estimates of the month before"
      return [.init(.overall, value: .undefined(reason: reason), count: 0)]
    }
    let reason =
      flicker.scoredTwice == 0
      ? "no customer was scored in two months running"
      : "of \(tally.scored) customers, \(flicker.scoredTwice) were scored a month before, and none "
        + "of them stayed in their true segment"
    return [
      .proportion(
        .overall, flicker.flickered, of: flicker.eligible, in: context, else: reason)
    ]
  }
}

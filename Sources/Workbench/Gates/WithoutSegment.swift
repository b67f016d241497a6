// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Results

/// The share of customers to whom a classifier gives no segment, and whom it leaves to nobody: what a gate can
/// bound, since they count in no error.
struct WithoutSegment: Metric {
  static let id = MetricName.withoutEstimate
  static let summary =
    "share of customers to whom the classifier gives no segment, and who count in no error"
  static let direction = MetricDirection.minimise
  static let range = 0.0...1.0
  static let needs: Evidence = .counts

  func values(of tally: ClassificationTally, in context: MetricContext) -> [MetricValue] {
    let all = tally.scored + tally.passedOver
    let share = Double(tally.withoutEstimate) / Double(max(1, all))
    return [
      MetricValue(
        .overall, value: all > 0 ? .defined(share) : .undefined(reason: "there was no customer"),
        count: all)
    ]
  }
}

/// How many customers two classifiers leave without a segment, or to a person.
struct UndecidedCustomers {
  private var candidate = (undecided: 0, all: 0)
  private var baseline: (undecided: Int, all: Int)?

  /// Counts them.
  ///
  /// - Parameters:
  ///   - replicates: what was counted.
  ///   - classifier: the candidate's classifier.
  ///   - partner: the baseline's.
  init(_ replicates: [PairedRunner.Replicate], _ classifier: String, beside partner: String) {
    for replicate in replicates {
      Self.add(replicate.candidate, classifier, to: &candidate)
      guard let side = replicate.baseline,
        side.replicate.plan.lanes.contains(where: { $0.name == partner })
      else { continue }
      var counted = baseline ?? (0, 0)
      Self.add(side, partner, to: &counted)
      baseline = counted
    }
  }

  private static func add(
    _ side: PairedRunner.Side, _ classifier: String, to counted: inout (undecided: Int, all: Int)
  ) {
    guard let lane = side.replicate.plan.lanes.firstIndex(where: { $0.name == classifier }) else {
      return
    }
    for month in side.replicate.tally.lanes[lane].months {
      counted.undecided += month.passedOver
      counted.all += month.scored + month.passedOver
    }
  }

  private static func share(_ counted: (undecided: Int, all: Int)) -> Double {
    Double(counted.undecided) / Double(max(1, counted.all))
  }

  /// Which share the candidate leaves undecided, where that is more than the baseline: they count in no error,
  /// so that errors alone would call it better.
  ///
  /// - Parameter other: what the other of the two is called.
  /// - Returns: the shares in words; nothing where it leaves no more.
  func shares(beside other: String) -> String? {
    let (own, before) = (Self.share(candidate), baseline.map(Self.share))
    guard own > before ?? 0 else { return nil }
    func percent(_ share: Double) -> String {
      NumberText.text((share * 1e4).rounded() / 100) + " %"
    }
    return "\(percent(own)) of customer-months get no segment"
      + (before.map { ", \(percent($0)) in \(other)" } ?? "") + ": they count in no error"
  }
}

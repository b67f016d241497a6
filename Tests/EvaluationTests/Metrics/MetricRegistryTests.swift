// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Evaluation
import Testing

@Suite struct MetricRegistryTests {
  private let context = MetricContext(
    scheme: SegmentScheme(
      name: "value", method: .value, segments: ["basic", "gold", "private"], isOrdered: true),
    costs: CostMatrix(segments: ["basic", "gold", "private"], others: 2, cells: []))

  @Test func namesAreDistinctAndFound() {
    let names = MetricRegistry.all.map(\.id)
    #expect(Set(names).count == names.count)
    for metric in MetricRegistry.all {
      #expect(MetricRegistry.metric(named: metric.id)?.id == metric.id)
      #expect(!metric.summary.isEmpty)
    }
    #expect(MetricRegistry.metric(named: "no such metric") == nil)
  }

  @Test func choosesWhatCanBeMeasured() {
    let plain = MetricRegistry.metrics(measurableWith: .counts).map(\.id)
    #expect(plain.contains("misclassification"))
    #expect(!plain.contains("too-high"))
    #expect(!plain.contains("log-loss"))
  }

  /// Nothing was counted: every metric is undefined with a reason, and has no interval.
  @Test func anEmptyTallyIsUndefined() {
    let tally = ClassificationTally(
      segments: 3, holding: [.counts, .probabilities, .weights, .history])
    for metric in MetricRegistry.all {
      for value in metric.values(of: tally, in: context) {
        #expect(value.value.reason?.isEmpty == false, "\(metric.id)")
        #expect(value.interval == nil)
      }
    }
  }

  /// What a tally does not hold makes a metric undefined.
  @Test func missingEvidenceIsUndefined() {
    let tally = ClassificationTally(confusion: ConfusionMatrix(rows: [[3, 1], [0, 2]]))
    let scheme = SegmentScheme(name: "s", method: nil, segments: ["a", "b"], isOrdered: false)
    let bare = MetricContext(scheme: scheme)
    for metric in MetricRegistry.all where !metric.needs.isSubset(of: [.counts, .order]) {
      let values = metric.values(of: tally, in: bare)
      #expect(!values.isEmpty && values.allSatisfy { $0.value.value == nil }, "\(metric.id)")
    }
  }

  /// Values and intervals lie in the stated range, and intervals hold their value.
  @Test func valuesLieInTheirRange() {
    var numbers = RepeatableNumbers(seed: 8)
    for _ in 0..<200 {
      let rows = (0..<3).map { _ in (0..<3).map { _ in numbers.below(6) } }
      let tally = ClassificationTally(confusion: ConfusionMatrix(rows: rows))
      for metric in MetricRegistry.metrics(measurableWith: [.counts, .order, .costs]) {
        for value in metric.values(of: tally, in: context) {
          guard let number = value.value.value else { continue }
          #expect(metric.range.contains(number))
          guard let interval = value.interval else { continue }
          #expect(interval.low <= number + 1e-15 && number <= interval.high + 1e-15)
          #expect(metric.range.contains(interval.low) && metric.range.contains(interval.high))
        }
      }
    }
  }

  @Test func saysWhatWasSeen() {
    let tally = ClassificationTally(
      confusion: ConfusionMatrix(rows: [[4, 0, 2], [1, 3, 0], [0, 0, 0]]))
    let recall = MetricRegistry.metric(named: "recall")?.values(of: tally, in: context)
    #expect(
      recall?[2].value
        == .undefined(reason: "no customer was in segment 'private'; 2 were assigned to it"))
    #expect(recall?.first { $0.estimator == .macro }?.leftOut == [2])
  }

  @Test func costsAreNamed() {
    let costs = CostMatrix(
      segments: ["basic", "gold", "private"], others: 100,
      cells: [.init(truth: "private", estimate: "basic", cost: 900)])
    #expect(costs.costs == [0, 100, 100, 100, 0, 100, 900, 100, 0])
  }
}

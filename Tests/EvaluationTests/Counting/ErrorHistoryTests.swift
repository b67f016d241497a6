// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct ErrorHistoryTests {
  @Test func followsCustomersThroughMonths() {
    var history = ErrorHistory(customers: 4)
    history.add(truth: [0, 1, 2, 255], estimate: [0, 0, 2, 0], rows: 4)
    history.add(truth: [0, 1, 1, 1], estimate: [1, 0, 255, 1], rows: 4)
    #expect(history.errors == [1, 2, 0, 0])
    #expect(history.months == [2, 2, 1, 1])
    var tally = ClusteredTally()
    tally.add(history)
    #expect(tally.customers == 4 && tally.errors == 3 && tally.months == 6)
    #expect(tally.squaredErrors == 5)
    #expect(tally.errorsTimesMonths == 6)
    #expect(tally.squaredMonths == 10)
    history.reset()
    tally.add(history)
    #expect(tally.customers == 4 && tally.months == 6)
  }

  @Test func comparesTwoClassifiers() {
    let truth: [UInt8] = [0, 1, 2]
    var (first, second) = (ErrorHistory(customers: 3), ErrorHistory(customers: 3))
    for _ in 0..<3 {
      first.add(truth: truth, estimate: [1, 1, 2], rows: 3)
      second.add(truth: truth, estimate: [0, 1, 0], rows: 3)
    }
    second.add(truth: truth, estimate: [1, 0, 2], rows: 3)
    first.add(truth: truth, estimate: [0, 1, 2], rows: 3)
    var tally = ClusteredDifferenceTally()
    tally.add(first: first, second: second)
    // d = 3 - 1, 0 - 1, 0 - 3 over 4 months each.
    #expect(tally.differences == -2 && tally.squaredDifferences == 14)
    #expect(tally.differencesTimesMonths == -8 && tally.squaredMonths == 48)
    #expect(tally.difference().value == .defined(-2.0 / 12))
  }
}

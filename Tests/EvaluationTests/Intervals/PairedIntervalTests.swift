// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Testing

@Suite struct PairedIntervalTests {
  /// Agresti and Min (2005), formula by hand: 100 customers, b = 12, c = 5; b* = 12.5, c* = 5.5,
  /// n* = 102, difference 7 / 102, variance (18 - 49 / 102) / 102².
  @Test func agreesWithTheFormula() throws {
    let tally = PairedTally(
      bothRight: 80, onlyFirstWrong: 12, onlySecondWrong: 5, bothWrong: 3)
    let interval = try #require(Interval.paired(tally, confidence: 0.95))
    #expect(agree(interval.low, 7.0 / 102 - 0.080428526017809, within: 1e-9))
    #expect(agree(interval.high, 7.0 / 102 + 0.080428526017809, within: 1e-9))
    #expect(tally.difference().value == .defined(0.07))
  }

  @Test func countsWhoWasRight() {
    let truth: [UInt8] = [0, 1, 1, 2, 255, 2, 0]
    let first: [UInt8] = [0, 0, 1, 1, 0, 2, 255]
    let second: [UInt8] = [0, 1, 0, 0, 0, 1, 0]
    var tally = PairedTally()
    tally.add(truth: truth, first: first, second: second, rows: truth.count)
    #expect(
      tally == PairedTally(bothRight: 1, onlyFirstWrong: 1, onlySecondWrong: 2, bothWrong: 1))
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Reporting
import Testing

@Suite struct ProgressLineTests {
  @Test func tellsShareSpeedAndTimeLeft() {
    var line = ProgressLine(isTerminal: true)
    #expect(
      line.update(done: 1_200_000, of: 4_800_000, seconds: 0.5)
        == "\r25 %  2.4 million customer-months/s  2 s left\u{1B}[K")
    #expect(
      line.update(done: 2_400_000, of: 4_800_000, seconds: 200)
        == "\r50 %  12,000 customer-months/s  3 min 20 s left\u{1B}[K")
  }

  @Test func saysNothingTooSoonAndClearsItselfOnce() {
    var line = ProgressLine(isTerminal: true)
    #expect(line.update(done: 0, of: 10, seconds: 0) == "\r0 %\u{1B}[K")
    #expect(line.update(done: 1, of: 10, seconds: 0.05).isEmpty)
    #expect(!line.update(done: 1, of: 10, seconds: 0.11).isEmpty)
    #expect(line.finish() == "\r\u{1B}[K")
    #expect(line.finish().isEmpty)
  }

  @Test func saysNothingWithoutATerminal() {
    var line = ProgressLine(isTerminal: false)
    #expect(line.update(done: 1, of: 2, seconds: 1).isEmpty)
    #expect(line.finish().isEmpty)
  }

  @Test func staysWithinTheTerminal() {
    var line = ProgressLine(isTerminal: true, width: 20)
    #expect(line.update(done: 1, of: 3, seconds: 7_000) == "\r33 %  0 customer-m…\u{1B}[K")
  }
}

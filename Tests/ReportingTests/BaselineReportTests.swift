// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

/// What a baseline says beside the one that it would replace.
@Suite struct BaselineReportTests {
  private static func baseline(customers: Int = 100) -> Baseline {
    let month = Month(ordinal: 2026 * 12)
    return Baseline(
      scenario: "scenario: 1\n",
      manifest: Manifest(
        scenario: "pair", scenarioText: "scenario: 1\n", seed: 1, normal: "", gsl: "", swift: "",
        segbench: "", customers: customers, months: 1, replicates: 1),
      learned: [
        .init(classifier: "cut", parameter: "mean", position: 1, value: 2.5),
        .init(classifier: "cut", parameter: "mean", position: 2, value: 4),
      ],
      counts: [
        .init(classifier: "cut", month: month, truth: "low", estimate: "low", customers: 60),
        .init(classifier: "cut", month: month, truth: "low", estimate: "high", customers: 40),
      ],
      measurements: MeasurementTable(rows: [
        Measurement("misclassification", .defined(0.4), scheme: "group", classifier: "cut")
      ]))
  }

  private func text(_ now: Baseline, since before: Baseline = baseline()) -> String {
    BaselineReport(now, since: before, folder: "b").text(TerminalStyle(width: 100))
  }

  @Test func theSameIsAsAccepted() {
    #expect(text(Self.baseline()) == "pair: as accepted\n")
  }

  @Test func countsAloneAreShown() {
    var now = Self.baseline()
    now.counts[0].customers = 1
    now.counts[1].customers = 99
    let text = text(now)
    #expect(text.hasPrefix("pair: the scenario is as accepted, but the tool gives other results\n"))
    #expect(text.contains("  cut: 59 of 100 customer-months are counted otherwise\n"), "\(text)")
    #expect(text.contains("    2026-01 low taken for low: 1, 60 when accepted\n"), "\(text)")
    #expect(text.contains("    2026-01 low taken for high: 99, 40 when accepted\n"), "\(text)")
  }

  @Test func learnedNumbersAreShown() {
    var now = Self.baseline()
    now.learned[1].value = 4.5
    let text = text(now)
    #expect(
      text.contains("cut: 1 of 2 numbers that it has learned or states is another\n"), "\(text)")
    #expect(text.contains("    mean (2): 4.5, 4 when accepted\n"), "\(text)")
  }

  /// A change behind the shown digits, or of the interval, is shown with all of them.
  @Test func changesBehindTheShownDigitsAreShown() {
    var (now, before) = (Self.baseline(), Self.baseline())
    func rows(_ value: Double, _ low: Double) -> MeasurementTable {
      var row = before.measurements.rows[0]
      (row.value, row.low, row.high) = (.defined(value), low, 0.5)
      return MeasurementTable(rows: [row])
    }
    now.measurements = rows(0.400_000_01, 0.3)
    before.measurements = rows(0.4, 0.3)
    #expect(text(now, since: before).contains("0.40000001"), "\(text(now, since: before))")
    now.measurements = rows(0.4, 0.25)
    #expect(text(now, since: before).contains("0.25 to 0.5"), "\(text(now, since: before))")
  }

  @Test func rowsOfOneOnlyAreNoOtherResults() {
    var now = Self.baseline()
    now.measurements = MeasurementTable(
      rows: now.measurements.rows + [
        Measurement("accuracy", .defined(0.6), scheme: "group", classifier: "cut")
      ])
    #expect(
      text(now) == "pair: as accepted, but other numbers are kept of it\n  new: accuracy of cut\n")
    #expect(text(Self.baseline(), since: now).contains("  no more: accuracy of cut\n"))
  }

  @Test func whoWasAcceptedForSomethingElseIsTold() {
    var before = Self.baseline(customers: 50)
    before.manifest.scenario = "other"
    let text = text(Self.baseline(), since: before)
    #expect(text.contains("  it was accepted for the scenario 'other'\n"), "\(text)")
    #expect(text.contains("  customers: 100, 50 when accepted\n"), "\(text)")
  }
}

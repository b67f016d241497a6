// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results
import Testing

@Suite struct MeasurementTableTests {
  private let january = Month(ordinal: 2026 * 12)

  private var table: MeasurementTable {
    MeasurementTable(rows: [
      Measurement(
        MetricName.misclassification, .defined(0.125), month: january, scheme: "value",
        classifier: "tiers", n: 1_000, low: 0.1, high: 0.15, varies: "customers"),
      Measurement(
        MetricName.recall, .undefined(reason: "no customer is \"private\", yet"), month: january,
        scheme: "value", segment: "private", classifier: "tiers", n: 0),
      Measurement(MetricName.customers, .defined(1_000), month: january, replicate: 0),
      Measurement(
        MetricName.misclassification, .defined(0.2), scheme: "value", classifier: "tiers"),
      Measurement(MetricName.stabilityIndex, .defined(1.0 / 3), month: january + 1, feature: "aum"),
    ])
  }

  @Test func readsBackWhatItWrote() throws {
    #expect(try MeasurementTable(csv: table.csv()) == table)
  }

  @Test func writesOneLineForEachRow() {
    let lines = String(decoding: table.csv(), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.prefix(3) == [
        "month,scheme,segment,classifier,feature,metric,estimator,value,reason,n,low,high,varies,replicate",
        "2026-01,value,,tiers,,misclassification,overall,0.125,,1000,0.1,0.15,customers,",
        "2026-01,value,private,tiers,,recall,overall,,\"no customer is \"\"private\"\", yet\",0,,,,",
      ])
  }

  @Test func neverWritesNaN() throws {
    let row = Measurement("kappa", .defined(.nan), low: -.infinity, high: .nan)
    let text = String(decoding: MeasurementTable(rows: [row]).csv(), as: UTF8.self)
    #expect(text.hasSuffix("\n,,,,,kappa,overall,,not a finite number,,,,,\n"))
  }

  @Test func sortsByWhatTheRowIsAboutAndThenByTime() {
    var sorted = table
    sorted.sort()
    #expect(sorted.rows == [4, 3, 0, 1, 2].map { table.rows[$0] })
    var again = MeasurementTable(rows: table.rows.reversed())
    again.sort()
    #expect(again == sorted)
  }

  @Test func findsRowsByTheirColumns() {
    #expect(table.rows(metric: "misclassification").count == 2)
    #expect(table.rows(metric: "misclassification", month: .absent).map(\.value) == [.defined(0.2)])
    #expect(table.rows(month: .only(january), classifier: "tiers").count == 2)
    #expect(table.rows(classifier: .absent).count == 2)
    #expect(table.rows(metric: "recall", scheme: "need").isEmpty)
    #expect(table.months == [january, january + 1])
    #expect(table.names(in: \.classifier) == ["tiers"])
    #expect(table.overall.rows.count == 4)
  }

  @Test(
    arguments: [
      ("metric,value\nkappa,1\n", "no column named month"),
      (",,,,,kappa,counted,0.5,why,,,,,", "either a value or the reason"),
      (",,,,,kappa,counted,,,,,,,", "either a value or the reason"),
      (",,,,,kappa,counted,nan,,,,,,", "value must be a finite number, but is 'nan'"),
      (",,,,,kappa,counted,1,,-2,,,,", "n must be a whole number from 0"),
      ("2026-13,,,,,kappa,counted,1,,,,,,", "month must be a month"),
      (",,,,,,counted,1,,,,,,", "metric must not be empty"),
      (",,,kappa,counted,1", "6 fields where the headings have 14"),
      (",,,,,\"kappa,counted,1,,,,,,", "a quoted field is not closed"),
    ])
  func refusesWhatIsNoTable(rows: String, message: String) {
    let headings =
      "month,scheme,segment,classifier,feature,metric,estimator,value,reason,n,low,high,varies,replicate"
    let text = rows.hasPrefix("metric") ? rows : headings + "\r\n" + rows + "\r\n"
    let error = #expect(throws: ResultsError.self) {
      _ = try MeasurementTable(csv: Array(text.utf8), file: "m.csv")
    }
    #expect(error?.description.contains(message) == true)
    #expect(
      error?.description.hasPrefix(rows.hasPrefix("metric") ? "m.csv:1: " : "m.csv:2: ") == true)
  }
}

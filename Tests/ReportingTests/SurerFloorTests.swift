// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Reporting
import Results
import Testing

/// Of two estimates of a floor over all months the surer one is shown.
@Suite struct SurerFloorTests {
  private static func floor(half: Double, byErrors: Double?) throws -> Double? {
    var table = RetailExample.table
    func add(_ metric: String, _ value: Double, _ half: Double, _ estimator: String) {
      table.append(
        Measurement(
          metric, .defined(value), scheme: "客群", classifier: "规则", estimator: estimator,
          low: value - half, high: value + half, varies: "customers"))
    }
    if let byErrors { add(MetricName.floorByErrors, 0.22, byErrors, "errors less regret") }
    add(MetricName.floor, 0.2, half, "expected")
    let summary = RunSummary(
      title: "A bank", schemes: RetailExample.schemes, measurements: table)
    let schemes = summary.schemes.flatMap(\.classifiers)
    return try #require(schemes.first { $0.name == "规则" }).floor?.value.number
  }

  @Test func theSurerOneIsShown() throws {
    #expect(try Self.floor(half: 0.04, byErrors: 0.01) == 0.22)
    #expect(try Self.floor(half: 0.04, byErrors: 0.035) == 0.2)
    #expect(try Self.floor(half: 0.04, byErrors: nil) == 0.2)
  }
}

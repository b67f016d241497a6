// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Results
import Testing
import Workbench

/// What a check says where a baseline's own scenario gives other numbers than were accepted.
@Suite struct DepartureTests {
  /// The same with some customers counted in another cell.
  private func checked(moving customers: Int) async throws -> CheckedScenario {
    try await DepartedBaseline.checked { baseline in
      baseline.counts[0].customers -= customers
      baseline.counts[1].customers += customers
    }
  }

  /// The same with one measurement changed.
  private func checked(
    _ metric: String, by change: Double, month: Month? = nil, replicates: Int = 1
  ) async throws -> CheckedScenario {
    try await DepartedBaseline.checked(replicates: replicates) { baseline in
      let place = try #require(
        baseline.measurements.rows.firstIndex { $0.metric == metric && $0.month == month })
      var rows = baseline.measurements.rows
      let value = try #require(rows[place].value.number)
      rows[place].value = .defined(value + change)
      baseline.measurements = MeasurementTable(rows: rows)
    }
  }

  @Test func otherCountsAreToldAndBreakTheCheck() async throws {
    let checked = try await checked(moving: 40)
    #expect(checked.baseline == .same && checked.gates.map(\.verdict) == [.pass])
    #expect(
      checked.departures == [
        "judged: 40 of 6,000 customer-months are counted otherwise than when the baseline was accepted"
      ])
    #expect(checked.isBroken)
  }

  /// Another processor may move a customer or two by its rounding.
  @Test(arguments: [0, 2]) func aCustomerOrTwoArePassedOver(customers: Int) async throws {
    let checked = try await checked(moving: customers)
    #expect(checked.departures.isEmpty && !checked.isBroken)
  }

  /// What the counts do not tell: a metric that is worked out otherwise.
  @Test func anotherMeasurementIsTold() async throws {
    let checked = try await checked(MetricName.misclassification, by: 0.001)
    let told = try #require(checked.departures.first)
    #expect(checked.departures.count == 1 && checked.isBroken)
    #expect(told.hasPrefix("misclassification of judged: 0."), "\(told)")
    #expect(
      told.hasSuffix(" when the baseline was accepted") && told.contains(", but 0."), "\(told)")
  }

  /// Expected values of the last month are kept and compared though no gate asks for them.
  @Test(arguments: [MetricName.expectedError, MetricName.floor, MetricName.regret])
  func otherExpectedValuesAreTold(metric: String) async throws {
    let last = Month(ordinal: 2026 * 12 + 1)
    let checked = try await checked(metric, by: -0.0001, month: last)
    #expect(checked.departures.count == 1 && checked.isBroken)
    #expect(checked.departures[0].hasPrefix("\(metric) of judged in 2026-02: "))
  }

  @Test func anotherIntervalIsTold() async throws {
    let checked = try await DepartedBaseline.checked { baseline in
      baseline.measurements = MeasurementTable(
        rows: baseline.measurements.rows.map { row in
          var row = row
          if row.metric == MetricName.misclassification { row.high = row.high.map { $0 * 1.1 } }
          return row
        })
    }
    #expect(checked.departures.count == 1 && checked.isBroken)
    #expect(checked.departures[0].hasPrefix("misclassification of judged: its interval ends at 0."))
  }

  @Test func otherMeansOverReplicatesAreTold() async throws {
    let checked = try await checked(MetricName.misclassification, by: 0.001, replicates: 3)
    #expect(checked.departures.count == 1 && checked.isBroken, "\(checked.departures)")
  }

  /// Means over other numbers of replicates are not the same, which is told.
  @Test func anotherNumberOfReplicatesIsTold() async throws {
    let checked = try await DepartedBaseline.checked { $0.manifest.replicates = 3 }
    #expect(checked.departures.isEmpty && checked.baseline == .same)
    #expect(
      checked.notes == [
        "replicates: 1, but 3 when the baseline was accepted, so its means over them were not compared"
      ])
  }

  @Test func otherLearnedNumbersAreTold() async throws {
    let checked = try await DepartedBaseline.checked { baseline in
      try #require(baseline.learned.count > 3)
      baseline.learned[1].value += 0.25
      baseline.learned[3].value *= 1.001
    }
    #expect(checked.departures.count == 1 && checked.isBroken, "\(checked.departures)")
    let told = checked.departures[0]
    #expect(told.hasPrefix("judged: 2 of ") && told.contains("most of all "), "\(told)")
  }

  @Test func fewerLearnedNumbersAreTold() async throws {
    let checked = try await DepartedBaseline.checked { $0.learned.removeLast() }
    #expect(checked.departures.count == 1 && checked.isBroken)
    #expect(checked.departures[0].contains("other ones"), "\(checked.departures)")
  }

  /// The last digits may be others on another processor.
  @Test(arguments: [1, 3]) func lastDigitsArePassedOver(replicates: Int) async throws {
    let checked = try await DepartedBaseline.checked(replicates: replicates) { baseline in
      for place in baseline.learned.indices { baseline.learned[place].value *= 1 + 1e-8 }
      baseline.measurements = MeasurementTable(
        rows: baseline.measurements.rows.map { row in
          var row = row
          row.value = row.value.number.map { .defined($0 * (1 - 1e-8)) } ?? row.value
          return row
        })
    }
    #expect(checked.departures.isEmpty && !checked.isBroken, "\(checked.departures)")
  }
}

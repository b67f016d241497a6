// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import Testing
import Workbench

/// Which of the numbers that a baseline holds are compared, beside those of the first replicate's classifiers.
@Suite struct KeptNumbersTests {
  /// Numbers of gates that are about some customers are kept and compared.
  @Test(arguments: [1, 2]) func otherNumbersOfAGroupAreTold(replicates: Int) async throws {
    let gate = "{metric: recall, of: judged, segment: high, group: group, at least: 0 %}"
    let checked = try await DepartedBaseline.checked(replicates: replicates, gates: gate) {
      baseline in
      var rows = baseline.measurements.rows
      let place = try #require(
        rows.firstIndex { $0.metric == "recall" && $0.estimator == "segment for group high" })
      rows[place].value = .defined(try #require(rows[place].value.number) + 0.01)
      baseline.measurements = MeasurementTable(rows: rows)
    }
    #expect(checked.departures.count == 1 && checked.isBroken, "\(checked.departures)")
    let told = "recall of judged in high (segment for group high): 0."
    #expect(checked.departures.first?.hasPrefix(told) == true, "\(checked.departures)")
  }

  /// A classifier that only the baseline's gates name is run again for its numbers' sake, whether the
  /// scenario is the same but for its gates, or another.
  @Test(arguments: ["1.1", "1.2"])
  func classifiersThatNoGateNamesAnyMoreAreCompared(cut: String) async throws {
    let both =
      DepartedBaseline.usualGate + ", {metric: misclassification, of: other, at most: 50 %}"
    func departures(_ change: (inout Baseline) throws -> Void) async throws -> [String] {
      try await DepartedBaseline.checked(
        gates: both, now: DepartedBaseline.usualGate, cut: cut, changing: change
      ).departures
    }
    #expect(try await departures { _ in }.isEmpty)
    let told = try await departures { baseline in
      let place = try #require(baseline.counts.firstIndex { $0.classifier == "other" })
      baseline.counts[place].customers += 40
    }
    #expect(
      told == [
        "other: 40 of 6,040 customer-months are counted otherwise than when the baseline was accepted"
      ])
  }

  /// Of later replicates the errors are kept, one number each.
  @Test func otherErrorsOfALaterReplicateAreTold() async throws {
    let checked = try await DepartedBaseline.checked(replicates: 3) { baseline in
      var rows = baseline.measurements.rows
      let place = try #require(rows.firstIndex { $0.replicate == 3 })
      rows[place].value = .defined(try #require(rows[place].value.number) + 0.002)
      baseline.measurements = MeasurementTable(rows: rows)
    }
    #expect(checked.departures.count == 1 && checked.isBroken, "\(checked.departures)")
    let told = "misclassification of judged in replicate 3: 0."
    #expect(checked.departures.first?.hasPrefix(told) == true, "\(checked.departures)")
  }

  /// Other versions are told where they may be why, and nowhere else.
  @Test(arguments: [0, 40]) func versionsAreToldWhereNumbersDepart(customers: Int) async throws {
    let checked = try await DepartedBaseline.checked { baseline in
      (baseline.manifest.gsl, baseline.manifest.segbench) = ("1.16", "0.0.9")
      baseline.counts[0].customers += customers
    }
    let told =
      "the baseline was made with segbench 0.0.9, GSL 1.16, this is segbench 0.1.0, GSL 2.7"
    #expect(checked.notes == (customers > 0 ? [told] : []), "\(checked.notes)")
  }

  /// The seed is the baseline's scenario's, whatever its manifest says.
  @Test func theSeedIsTheScenarios() async throws {
    let checked = try await DepartedBaseline.checked(cut: "1.2") { baseline in
      baseline.manifest.seed = 99
      baseline.counts[0].customers += 40
    }
    #expect(checked.baseline == .changed && checked.departures.count == 1)
  }

  /// Gates of an earlier tool that are none any more do not make a baseline useless.
  @Test func gatesThatAreNoneAnyMoreAreNoHindrance() async throws {
    let checked = try await DepartedBaseline.checked(cut: "1.2") { baseline in
      baseline.scenario = baseline.scenario.replacing("worse by at most: 1 %", with: "at most: 7")
    }
    #expect(checked.baseline == .changed && checked.departures.isEmpty, "\(checked.notes)")
    #expect(checked.gates.map(\.verdict) == [.pass])
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
import Results

extension RunOutcome {
  /// Every measurement of the run.
  ///
  /// With replicates, rows over all months stand once for each replicate and once for their mean,
  /// with an interval of what varies between replicates.
  public var measurements: MeasurementTable {
    var tables = replicates.map { replicate in
      var assembly = MeasurementAssembly(scenario, replicate)
      return assembly.measurements()
    }
    var table = tables.count == 1 ? tables.removeFirst() : ReplicateSummary.table(of: tables)
    for values in unmadeValues { table.append(values.measurement) }
    table.sort()
    return table
  }

  /// The declared drift as facts.
  public var drift: [DriftTruth] {
    scenario.population.drift.map { change in
      let from = scenario.population.from
      return DriftTruth(
        name: change.name, from: from + change.from, until: change.until.map { from + ($0 - 1) },
        shape: "step", target: change.target, change: change.summary,
        before: change.numbers?.before, after: change.numbers?.after)
    }
  }

  /// What the run was made from.
  ///
  /// - Parameters:
  ///   - resolved: the scenario's text as it is written with the results.
  ///   - build: versions of what the run was made with.
  /// - Returns: the manifest.
  public func manifest(resolved: String, build: BuildVersions) -> Manifest {
    Manifest(
      scenario: scenario.name, scenarioText: resolved, seed: scenario.seed,
      normal: "inverse distribution function", gsl: build.gsl, swift: build.swift,
      segbench: build.segbench,
      customers: scenario.population.customers, months: scenario.population.months,
      replicates: replicates.count)
  }
}

/// Versions of what a run was made with.
public struct BuildVersions: Sendable {
  /// GSL's version.
  public let gsl: String
  /// The compiler's version.
  public let swift: String
  /// The program's version.
  public let segbench: String

  /// Makes the versions.
  ///
  /// - Parameters:
  ///   - gsl: GSL's version.
  ///   - swift: the compiler's version.
  ///   - segbench: the program's version.
  public init(gsl: String, swift: String, segbench: String) {
    self.gsl = gsl
    self.swift = swift
    self.segbench = segbench
  }
}

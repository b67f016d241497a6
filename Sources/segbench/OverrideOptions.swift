// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Workbench

/// What the caller sets in place of the scenario's own values.
struct OverrideOptions: ParsableArguments {
  @Option(help: "Customers in the first month, instead of the scenario's.")
  var customers: Int?
  @Option(help: "Months to score, instead of the scenario's.")
  var months: Int?
  @Option(help: "The root seed, instead of the scenario's.")
  var seed: UInt64?

  func validate() throws {
    if let customers, customers < 1 {
      throw ValidationError("--customers must be at least 1, but got \(customers).")
    }
    if let months, months < 1 {
      throw ValidationError("--months must be at least 1, but got \(months).")
    }
  }

  /// The overrides.
  var values: ScenarioOverrides {
    ScenarioOverrides(customers: customers, months: months, seed: seed)
  }
}

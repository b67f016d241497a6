// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Populations
import Workbench

/// What the caller sets in place of the scenario's own values.
struct OverrideOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "Customers in the first month, instead of the scenario's.",
    transform: WholeNumber.within(PopulationLimits.customers))
  var customers: Int?
  @Option(
    parsing: .unconditional, help: "Months to score, instead of the scenario's.",
    transform: WholeNumber.within(PopulationLimits.months))
  var months: Int?
  @Option(
    parsing: .unconditional, help: "The root seed, instead of the scenario's.",
    transform: WholeNumber.within(Scenario.seeds))
  var seed: Int?

  /// The overrides.
  var values: ScenarioOverrides {
    ScenarioOverrides(customers: customers, months: months, seed: seed.map { UInt64($0) })
  }
}

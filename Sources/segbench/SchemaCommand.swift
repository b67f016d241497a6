// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Reporting
import ScenarioLanguage
import Workbench

/// `segbench schema`: the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, for editors and reviews.")

  @Flag(help: "The schema of what 'check --json' prints, instead.") var check = false
  @Flag(help: "The schema of what 'compare --json' prints, instead.") var compare = false

  func validate() throws {
    if check, compare { throw ValidationError("Take one of --check and --compare, not both.") }
  }

  func run() throws {
    if check { return try Terminal.print(CheckSchema.text) }
    if compare { return try Terminal.print(ComparisonSchema.text) }
    try Terminal.print(JSONSchema.render(root: Scenario.shape))
  }
}

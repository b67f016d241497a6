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

  func run() throws {
    try Terminal.print(check ? CheckSchema.text : JSONSchema.render(root: Scenario.shape))
  }
}

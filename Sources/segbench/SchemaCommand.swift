// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import ScenarioLanguage
import Workbench

/// `segbench schema`: the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of scenario files, for editors and reviews.")

  func run() throws { try Terminal.print(JSONSchema.render(root: Scenario.shape)) }
}

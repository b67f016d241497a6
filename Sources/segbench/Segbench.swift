// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The command line: measures how often a bank's customer segmentation is wrong.
@main
struct Segbench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segbench",
    abstract: "Measures how often a bank's customer segmentation is wrong, on customers whose true "
      + "segments are known.",
    discussion: """
      Exit codes: 0 done; 1 a gate was broken; 2 something could not be measured; 64 usage or \
      scenario error; 70 internal error; 130 interrupted.
      """,
    version: Build.version,
    subcommands: [
      RunCommand.self, GenerateCommand.self, ScoreCommand.self, TuneCommand.self,
      FrontierCommand.self, ValidateCommand.self, LintCommand.self, BaselineCommand.self,
      CheckCommand.self, CompareCommand.self, KnownAnswersCommand.self, SchemaCommand.self,
      ListCommand.self, BenchmarkCommand.self,
    ])
}

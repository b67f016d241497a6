// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The command line: measures how often a bank's customer segmentation is wrong.
@main
struct Segbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "segbench",
    abstract: "A proving ground for bank customer segmentation.")
}

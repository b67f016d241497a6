// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation

/// How many tasks work at once.
struct WorkerOptions: ParsableArguments {
  /// How many there may be.
  static let allowed = 1...1024

  @Option(
    parsing: .unconditional,
    help: "Tasks that work at once; results do not depend on it. (default: all cores)",
    transform: WholeNumber.within(WorkerOptions.allowed))
  var threads: Int?

  /// The number of tasks.
  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

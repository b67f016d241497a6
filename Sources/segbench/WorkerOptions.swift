// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation

/// How many tasks work at once.
struct WorkerOptions: ParsableArguments {
  @Option(help: "Tasks that work at once; results do not depend on it. (default: all cores)")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be 1 to 1024, but got \(threads).")
    }
  }

  /// The number of tasks.
  var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }
}

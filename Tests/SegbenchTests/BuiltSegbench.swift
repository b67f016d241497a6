// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The `segbench` that was built together with these tests.
enum BuiltSegbench {
  /// The program could not be found.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The program's path: it stands beside the test bundle or in a folder above.
  static func path() throws -> String {
    let starts = [CommandLine.arguments[0], Bundle.main.bundlePath]
    for start in starts {
      var folder = URL(filePath: start).resolvingSymlinksInPath()
      while folder.path.count > 1 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: "segbench").path
        if isProgram(candidate) { return candidate }
      }
    }
    throw Missing(description: "no segbench beside or above any of \(starts)")
  }

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: path)
  }

  /// Runs the program to its end, its output going through pipes.
  ///
  /// - Parameters:
  ///   - arguments: what stands behind its name.
  ///   - folder: where it runs.
  ///   - environment: variables that are added or replaced.
  ///   - output: the file that standard output goes to, in place of a pipe.
  /// - Returns: what it left.
  /// - Throws: when it cannot be found or started.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws -> CommandOutcome {
    try start(arguments, in: folder, environment: environment, output: output).outcome()
  }

  /// Starts the program; its outcome must be asked for.
  ///
  /// - Parameters:
  ///   - arguments: what stands behind its name.
  ///   - folder: where it runs.
  ///   - environment: variables that are added or replaced.
  ///   - output: the file that standard output goes to, in place of a pipe.
  /// - Returns: the running program.
  /// - Throws: when it cannot be found or started.
  static func start(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws -> RunningCommand {
    try RunningCommand(
      try path(), arguments, in: folder,
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      output: output)
  }
}

/// What a command left when it ended.
struct CommandOutcome {
  /// The exit code; the negative number of a signal that ended it.
  let code: Int
  /// All of standard output.
  let output: String
  /// All of standard error.
  let complaints: String
}

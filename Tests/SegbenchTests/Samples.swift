// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport

/// Where the tests' scenarios stand, and what is read of what commands left.
enum Samples {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The package's folder.
  static let package = tests.deletingLastPathComponent().path

  /// A file below `Tests/Fixtures`.
  static func fixture(_ name: String) -> String {
    name.hasPrefix("/") ? name : tests.path + "/Fixtures/" + name
  }

  /// A scenario that can be run.
  static func scenario(_ name: String) -> String { fixture("Workbench/\(name).yaml") }

  /// The names of all files in a folder, hidden ones too, sorted.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// All files below a folder, hidden ones too, by their path in it.
  static func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      files[name] = FileManager.default.contents(atPath: folder + "/" + name)
    }
    return files
  }

  /// The rows of a generated file, whose fields need no quotes.
  static func rows(_ file: String) throws -> [[Substring]] {
    try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
  }

  /// A copy of a scenario that tests tune.
  ///
  /// - Parameters:
  ///   - name: a file of `Tests/Fixtures/Tuning`.
  ///   - scratch: the folder that it goes to.
  ///   - change: changes its text.
  /// - Returns: its path.
  /// - Throws: that it cannot be copied.
  static func tuning(
    _ name: String, to scratch: ScratchFolder, _ change: (String) -> String = { $0 }
  ) throws -> String {
    let path = scratch.file("\(name).yaml")
    try Data(change(text(fixture("Tuning/\(name).yaml"))).utf8).write(to: URL(filePath: path))
    return path
  }

  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }
}

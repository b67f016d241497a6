// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A folder of a test's own, removed with everything in it when the value is let go.
public final class ScratchFolder: Sendable {
  /// Where the folder is.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: when the system's folder for temporary files cannot be written to.
  public init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("segbench-test-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  ///
  /// - Parameter name: the file's name.
  /// - Returns: its path.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The names of all files in the folder, hidden ones too, sorted.
  ///
  /// - Returns: the names.
  /// - Throws: when the folder cannot be read.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}

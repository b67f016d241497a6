// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Reads the bytes of files named in or beside a scenario.
enum ScenarioFile {
  /// Why a file cannot be read.
  struct Unreadable: Error {
    /// The reason, such as `there is no such file`.
    let reason: String
  }

  /// Reads a whole file.
  ///
  /// - Parameter path: the file, from the working directory.
  /// - Returns: its bytes.
  /// - Throws: why it cannot be read.
  static func bytes(of path: String) throws(Unreadable) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Unreadable(reason: reason(errno)) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      bytes += buffer.prefix(count)
      if count < buffer.count { break }
    }
    guard ferror(file) == 0 else { throw Unreadable(reason: reason(errno)) }
    return bytes
  }

  /// The path of a file that stands beside another.
  ///
  /// - Parameters:
  ///   - relative: the path as written in a scenario.
  ///   - file: the scenario.
  /// - Returns: the path from the working directory, without `.` and with `..` worked out where
  ///   the scenario's own path allows.
  static func path(_ relative: String, beside file: String) -> String {
    var parts = file.split(separator: "/").dropLast().map(String.init).filter { $0 != "." }
    for part in relative.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return (file.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES, EPERM: "permission is denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of its path is no folder"
    default: "it cannot be read (system error \(code))"
    }
  }
}

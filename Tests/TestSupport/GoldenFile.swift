// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A text kept under `Tests/Golden` that a rendering must equal.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is rewritten and the comparison fails, so
/// that a recorded file is looked at before it is believed.
public struct GoldenFile: Sendable {
  /// Where the file is kept.
  public let path: String

  /// Names a golden file.
  ///
  /// - Parameters:
  ///   - name: its name, for example `summary.md`.
  ///   - folder: the folder below `Tests/Golden`, one for each test target.
  public init(_ name: String, in folder: String) {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    path = tests.appendingPathComponent("Golden/\(folder)/\(name)").path
  }

  /// Compares a text with the file.
  ///
  /// - Parameter text: what was rendered.
  /// - Returns: nil when they are equal, otherwise what differs and what to do, for the test's report.
  public func difference(from text: String) -> String? {
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" { return record(text) }
    guard let data = FileManager.default.contents(atPath: path) else {
      return "\(path) does not exist; record it with RECORD_SNAPSHOTS=1 and read it"
    }
    let golden = String(decoding: data, as: UTF8.self)
    guard golden != text else { return nil }
    return Self.firstDifference(golden, text) + "\nin \(path); whole text:\n" + text
  }

  private func record(_ text: String) -> String {
    do {
      let file = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
      return "recorded \(path); read it, then test again without RECORD_SNAPSHOTS"
    } catch {
      return "cannot record \(path): \(error)"
    }
  }

  private static func firstDifference(_ golden: String, _ text: String) -> String {
    let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
    let given = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in 0..<max(wanted.count, given.count) {
      let left = line < wanted.count ? String(wanted[line]) : "(end)"
      let right = line < given.count ? String(given[line]) : "(end)"
      if left != right { return "line \(line + 1)\n  golden: \(left)\n  now:    \(right)" }
    }
    return "the texts differ in line endings"
  }
}

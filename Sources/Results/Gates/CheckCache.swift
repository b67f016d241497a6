// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// Verdicts of earlier checks, kept by what they were made from, so that what did not change is not run
/// again; one file a scenario, replaced when anything changes.
public struct CheckCache: Sendable {
  private struct Entry: Codable {
    let key: String
    let checked: CheckedScenario
  }

  private let folder: String

  /// Names a cache.
  ///
  /// - Parameter folder: its folder; it is made when something is kept.
  public init(folder: String) { self.folder = folder }

  /// The verdicts that were made from the same.
  ///
  /// - Parameters:
  ///   - scenario: the scenario's name.
  ///   - key: the hash of all that they are made from.
  /// - Returns: the verdicts; nothing when there are none, or they cannot be read.
  public func checked(_ scenario: String, key: String) -> CheckedScenario? {
    guard let data = FileManager.default.contents(atPath: folder + "/" + Self.file(scenario)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key
    else { return nil }
    return entry.checked
  }

  /// Keeps verdicts.
  ///
  /// - Parameters:
  ///   - checked: the verdicts.
  ///   - key: the hash of all that they are made from.
  /// - Throws: `ResultsError` when the file cannot be written.
  public func keep(_ checked: CheckedScenario, key: String) throws(ResultsError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Entry(key: key, checked: checked)) else { return }
    let files = try FolderFiles([Self.file(checked.scenario)], in: folder)
    try files.append(Array(data), to: 0)
    try files.commit()
  }

  /// The file that keeps a scenario's verdicts.
  ///
  /// - Parameter scenario: the scenario's name.
  /// - Returns: its path.
  public func path(of scenario: String) -> String { folder + "/" + Self.file(scenario) }

  private static func file(_ scenario: String) -> String { scenario + ".json" }
}

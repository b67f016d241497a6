// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a scenario and the files that it names.
public enum ScenarioSource {
  /// Reads a scenario, merges what it extends and writes out its tables from CSV files.
  ///
  /// - Parameter path: the file, from the working directory.
  /// - Returns: the resolved scenario.
  /// - Throws: what is wrong with the files: all problems found, with the texts for showing them.
  public static func load(_ path: String) throws(ScenarioProblems) -> ResolvedScenario {
    try resolve(document(path))
  }

  /// Reads one file, as it is written.
  ///
  /// - Parameter path: the file, from the working directory.
  /// - Returns: its text and tree, without what it extends.
  /// - Throws: what is wrong with the file.
  public static func document(_ path: String) throws(ScenarioProblems) -> ScenarioDocument {
    let bytes: [UInt8]
    do { bytes = try ScenarioFile.bytes(of: path) } catch {
      throw ScenarioProblems(file: path, "the scenario cannot be read: \(error.reason)")
    }
    return try ScenarioDocument(bytes: bytes, file: path)
  }

  /// Merges what a parsed scenario extends and writes out its tables from CSV files.
  ///
  /// - Parameter document: a parsed scenario; the files it names stand beside it.
  /// - Returns: the resolved scenario.
  /// - Throws: what is wrong with the files.
  public static func resolve(
    _ document: ScenarioDocument
  ) throws(ScenarioProblems) -> ResolvedScenario {
    var resolver = ScenarioResolver()
    let root = try resolver.resolve(document, chain: [])
    guard !resolver.log.hasErrors else {
      throw ScenarioProblems(resolver.log.problems, sources: resolver.sources)
    }
    return ResolvedScenario(root: root, sources: resolver.sources)
  }
}

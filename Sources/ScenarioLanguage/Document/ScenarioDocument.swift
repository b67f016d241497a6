// SPDX-License-Identifier: GPL-3.0-or-later

/// A scenario file as text and as a tree of values with their places.
public struct ScenarioDocument: Sendable {
  /// The file's name as it was given.
  public let file: String
  /// The whole text.
  public let text: String
  /// The record at the top.
  public let root: ScenarioNode

  /// Parses a scenario.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: the file's name, for messages.
  /// - Throws: the syntax errors, or else all duplicate keys and all else that this language
  ///   does not take from YAML: anchors, aliases, merge keys, tags, values split by accident.
  public init(text: String, file: String) throws(ScenarioProblems) {
    self.text = text
    self.file = file
    let sources = SourceTexts(text, file: file)
    do throws(ScenarioProblems) {
      let source = SourceText(text)
      let faults = source.problems(file: file)
      guard faults.isEmpty else { throw ScenarioProblems(faults) }
      let composer = YAMLComposer(source: source, file: file)
      let (node, renamed) = try composer.compose()
      var tree = YAMLTree(source: source, file: file, renamed: renamed)
      root = tree.convert(node)
      guard tree.problems.isEmpty else { throw ScenarioProblems(tree.problems) }
    } catch {
      throw error.with(sources)
    }
  }

  /// Parses a scenario from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes, UTF-8.
  ///   - file: the file's name, for messages.
  /// - Throws: what is wrong with the encoding, or else the problems of the text.
  public init(bytes: [UInt8], file: String) throws(ScenarioProblems) {
    try self.init(text: SourceText.decode(bytes, file: file), file: file)
  }
}

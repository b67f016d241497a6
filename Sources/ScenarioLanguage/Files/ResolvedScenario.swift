// SPDX-License-Identifier: GPL-3.0-or-later

/// A scenario with what it extends merged in and its tables from CSV files written out.
public struct ResolvedScenario: Sendable {
  /// The record at the top; every value keeps its place in the file that it came from.
  public let root: ScenarioNode
  /// The texts of all files read, for messages.
  public let sources: SourceTexts

  /// Makes a resolved scenario.
  ///
  /// - Parameters:
  ///   - root: the record at the top.
  ///   - sources: the texts of all files read.
  public init(root: ScenarioNode, sources: SourceTexts) {
    self.root = root
    self.sources = sources
  }

  /// The scenario as one YAML text in a fixed form; reading it gives an equal tree.
  public var text: String { root.yamlText }
}

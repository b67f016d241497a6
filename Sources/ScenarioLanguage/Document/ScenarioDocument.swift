// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

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
  /// - Throws: all syntax errors, or else all duplicate keys.
  public init(text: String, file: String) throws(ScenarioProblems) {
    self.text = text
    self.file = file
    root = try YAMLTree(text: text, file: file).root()
  }
}

/// Turns the nodes of the YAML library into our own, with positions and written text.
private struct YAMLTree {
  let text: String
  let file: String

  func root() throws(ScenarioProblems) -> ScenarioNode {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw problem("the file is empty", line: 1, column: 1)
      }
      return convert(node)
    } catch let problems as ScenarioProblems {
      throw problems
    } catch {
      throw problem("\(error)", line: 1, column: 1)
    }
  }

  private func problem(_ message: String, line: Int, column: Int) -> ScenarioProblems {
    let position = SourcePosition(file: file, line: line, column: column)
    return ScenarioProblems([Problem(position: position, path: "", message: message)])
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func convert(_ node: Node) -> ScenarioNode {
    let place = position(node.mark)
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style != .plain && scalar.style != .any
      return ScenarioNode(
        content: .scalar(text: scalar.string, isQuoted: isQuoted), position: place)
    case .sequence(let items):
      return ScenarioNode(content: .list(items.map(convert)), position: place)
    case .mapping(let pairs):
      let entries = pairs.map { pair in
        ScenarioNode.Entry(
          key: pair.key.scalar?.string ?? "", keyPosition: position(pair.key.mark),
          value: convert(pair.value))
      }
      return ScenarioNode(content: .record(entries), position: place)
    case .alias:
      return ScenarioNode(content: .scalar(text: "", isQuoted: false), position: place)
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// A cursor on one value of a scenario: reads it as what it should be, and notes what is wrong.
///
/// Reading never stops at the first problem: what cannot be read is noted in the log and returned
/// as nothing, and the caller gives up only what depends on it.
public struct ScenarioReader {
  /// The value under the cursor.
  public let node: ScenarioNode
  /// The keys that lead to it.
  public let path: [String]
  /// Where problems are collected.
  public let log: ProblemLog

  /// Makes a cursor.
  ///
  /// - Parameters:
  ///   - node: the value under the cursor.
  ///   - path: the keys that lead to it.
  ///   - log: where problems are collected.
  public init(_ node: ScenarioNode, path: [String] = [], log: ProblemLog) {
    self.node = node
    self.path = path
    self.log = log
  }

  /// The path as users read it: `world.age.normal`.
  public var pathText: String { path.joined(separator: ".") }

  /// Notes an error at this value.
  ///
  /// - Parameters:
  ///   - message: what must hold, and what was given.
  ///   - advice: what to do about it, if that is known.
  ///   - position: where, if not at the start of this value.
  public func error(
    _ message: String, advice: String? = nil, at position: SourcePosition? = nil
  ) {
    note(
      Problem(
        position: position ?? node.position, path: pathText, message: message, advice: advice))
  }

  /// Notes a warning at this value.
  ///
  /// - Parameters:
  ///   - message: what is worth telling.
  ///   - advice: what to do about it, if that is known.
  ///   - position: where, if not at the start of this value.
  public func warning(
    _ message: String, advice: String? = nil, at position: SourcePosition? = nil
  ) {
    note(
      Problem(
        severity: .warning, position: position ?? node.position, path: pathText,
        message: message, advice: advice))
  }

  /// Notes a problem; what is wrong with several elements of a vector at one place is told once,
  /// of the first of them.
  private func note(_ problem: Problem) {
    if let element = node.element, !element.isFirst,
      log.problems.contains(where: {
        $0.position == problem.position && $0.severity == problem.severity
      })
    {
      return
    }
    log.note(problem)
  }

  /// Notes an unknown name with the nearest valid one.
  ///
  /// - Parameters:
  ///   - name: what was written.
  ///   - kind: what it should have named, such as `key` or `segment`.
  ///   - known: the valid names.
  ///   - position: where it stands, if not at the start of this value.
  ///   - place: where the valid names can be read, should they be too many to be told.
  public func unknown(
    _ name: String, _ kind: String, known: [String], at position: SourcePosition? = nil,
    listed place: String? = nil
  ) {
    let near = nearestName(to: name, among: known)
    let listed = known.count <= 12 ? known.joined(separator: ", ") : nil
    error(
      "unknown \(kind) '\(name)'" + (near.map { " (did you mean '\($0)'?)" } ?? ""),
      advice: near == nil
        ? listed.map { $0.isEmpty ? "none is known here" : "known: \($0)" } ?? place : nil,
      at: position)
  }

  /// Reads a record with our own keys: unknown and missing ones are noted.
  ///
  /// - Parameter shape: the keys it may have.
  /// - Returns: a reader of its fields; nothing when the value is no record.
  public func record(_ shape: RecordShape) -> RecordReader? {
    if node.entries == nil, let key = shape.shortForm {
      let entry = ScenarioNode.Entry(key: key, keyPosition: node.position, value: node)
      let record = ScenarioNode(content: .record([entry]), position: node.position)
      return RecordReader(ScenarioReader(record, path: path, log: log), shape)
    }
    guard node.entries != nil else {
      error("\(shape.title) must be a record of keys and values, but got \(node.summary)")
      return nil
    }
    return RecordReader(self, shape)
  }

  /// Reads a record whose keys are the user's own names.
  ///
  /// - Parameter kind: what is named, for messages, such as `classifier`.
  /// - Returns: names and readers in the order written; nothing when the value is no record.
  public func named(_ kind: String) -> [(name: String, value: ScenarioReader)]? {
    guard let entries = node.entries else {
      error("must be a record with a name for each \(kind), but got \(node.summary)")
      return nil
    }
    return entries.map { ($0.key, ScenarioReader($0.value, path: path + [$0.key], log: log)) }
  }

  /// Reads a list.
  ///
  /// - Returns: a reader for each item; nothing when the value is no list.
  public func list() -> [ScenarioReader]? {
    guard let items = node.items else {
      error("must be a list, but got \(node.summary)")
      return nil
    }
    return items.enumerated().map {
      ScenarioReader($0.element, path: path + ["[\($0.offset + 1)]"], log: log)
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Yams

/// Turns the tree of the YAML library into ours, with places and written text, and refuses what
/// this language does not take from YAML.
struct YAMLTree {
  /// No scenario nests deeper.
  private static let deepest = 64

  let source: SourceText
  let file: String
  /// The signs that renamed keys start with, and what stood there.
  let renamed: [Unicode.Scalar: Unicode.Scalar]
  /// What was refused.
  private(set) var problems: [Problem] = []
  private var path: [String] = []
  private var refusedMarks: Set<SourcePosition> = []

  init(source: SourceText, file: String, renamed: [Unicode.Scalar: Unicode.Scalar]) {
    self.source = source
    self.file = file
    self.renamed = renamed
  }

  /// Converts a value and all inside it.
  ///
  /// - Parameter node: a node of the library.
  /// - Returns: the value; what was refused is in `problems`.
  mutating func convert(_ node: Node) -> ScenarioNode {
    let place = position(node.mark)
    let empty = ScenarioNode(content: .scalar(text: "", isQuoted: false), position: place)
    guard path.count <= Self.deepest else {
      refuse(place, "values nest more than \(Self.deepest) deep", nil)
      return empty
    }
    // An aliased node is the anchored one itself, so nothing below an anchor is followed.
    if refusesMark(at: place) { return empty }
    switch node {
    case .scalar(let scalar): return convert(scalar, at: place)
    case .sequence(let sequence):
      refuseSplit(sequence.map(\.scalar), in: source.signs(from: place).first == "[")
      var items: [ScenarioNode] = []
      for (index, item) in sequence.enumerated() {
        path.append("[\(index + 1)]")
        items.append(convert(item))
        path.removeLast()
      }
      return ScenarioNode(content: .list(items), position: place)
    case .mapping(let mapping):
      return ScenarioNode(content: .record(entries(of: mapping)), position: place)
    case .alias: return empty
    }
  }

  private func convert(_ scalar: Node.Scalar, at place: SourcePosition) -> ScenarioNode {
    let isPlain = scalar.style == .plain || scalar.style == .any
    let written = source.signs(from: place).dropFirst(isPlain ? 0 : 1)
    let text = Array(scalar.string.unicodeScalars)
    let isVerbatim = written.starts(with: text)
    let rest = written.dropFirst(text.count)
    return ScenarioNode(
      content: .scalar(text: scalar.string, isQuoted: !isPlain), position: place,
      isOnOneLine: isVerbatim && (isPlain || rest.first == "\"" || rest.first == "'"),
      isBeforeComment: isPlain && rest.first { $0 != " " } == "#")
  }

  private mutating func entries(of mapping: Node.Mapping) -> [ScenarioNode.Entry] {
    var entries: [ScenarioNode.Entry] = []
    var first: [String: SourcePosition] = [:]
    for (key, value) in mapping {
      let place = position(key.mark)
      guard let name = key.scalar.map({ original($0.string) }), !refusesMark(at: place)
      else {
        if key.scalar == nil { refuse(place, "a key must be a single value", nil) }
        continue
      }
      if name == "<<" {
        refuse(place, "merge keys are not read", "write the keys out, or use 'extends:'")
        continue
      }
      path.append(name)
      if let earlier = first[name] {
        refuse(
          place, "the key '\(name)' is written twice in one record",
          "it stands on line \(earlier.line), column \(earlier.column) too: keep one of them")
      } else {
        first[name] = place
      }
      let converted = convert(value)
      path.removeLast()
      entries.append(ScenarioNode.Entry(key: name, keyPosition: place, value: converted))
    }
    if source.signs(from: position(mapping.mark)).first == "{" { refuseSplit(entries) }
    return entries
  }

  private func original(_ key: String) -> String {
    guard let first = key.unicodeScalars.first, let sign = renamed[first] else { return key }
    var text = ""
    text.unicodeScalars.append(sign)
    text.unicodeScalars.append(contentsOf: key.unicodeScalars.dropFirst())
    return text
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private mutating func refuse(_ place: SourcePosition, _ message: String, _ advice: String?) {
    problems.append(
      Problem(
        position: place, path: path.prefix(8).joined(separator: "."), message: message,
        advice: advice))
  }
}

extension YAMLTree {
  /// Refuses an anchor or a tag, once where it stands.
  private mutating func refusesMark(at place: SourcePosition) -> Bool {
    let first = source.signs(from: place).first
    guard first == "&" || first == "!" else { return false }
    guard refusedMarks.insert(place).inserted else { return true }
    if first == "!" {
      refuse(place, "tags are not read", "delete it; put text that starts with '!' in quotes")
    } else {
      refuse(
        place, "anchors and their aliases are not read",
        "write the value out; put an expression that starts with '&' in quotes")
    }
    return true
  }

  /// Refuses a value inside `{…}` whose parenthesis is closed only behind a comma.
  private mutating func refuseSplit(_ entries: [ScenarioNode.Entry]) {
    for (entry, next) in zip(entries, entries.dropFirst()) {
      guard case .scalar(let text, false) = entry.value.content, Self.isOpen(text),
        next.value.text == ""
      else { continue }
      path.append(entry.key)
      refuse(
        entry.value.position, "the comma splits '\(text), \(next.key)' in two",
        "put the expression in quotes: \"\(text), \(next.key)\"")
      path.removeLast()
    }
  }

  /// Refuses an item inside `[…]` whose parenthesis is closed only behind a comma.
  private mutating func refuseSplit(_ items: [Node.Scalar?], in isFlow: Bool) {
    guard isFlow else { return }
    for (item, next) in zip(items, items.dropFirst()) {
      guard let item, let next, item.style == .plain, Self.isOpen(item.string) else { continue }
      refuse(
        position(item.mark), "the comma splits '\(item.string), \(next.string)' in two",
        "put the expression in quotes: \"\(item.string), \(next.string)\"")
    }
  }

  private static func isOpen(_ text: String) -> Bool {
    text.count { $0 == "(" } > text.count { $0 == ")" }
  }
}

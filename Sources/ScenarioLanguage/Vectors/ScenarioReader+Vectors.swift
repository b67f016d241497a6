// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioReader {
  /// The record under the cursor with an entry for each element of its vectors: what is written
  /// `x[1..20]: …` is read as `x[1]: …` to `x[20]: …`, each of which knows its number.
  ///
  /// - Parameter kind: what the keys name, for messages, such as `quantity`.
  /// - Returns: a cursor on the written-out record; keys that are wrong are noted and left out.
  public func writingOutVectors(of kind: String) -> ScenarioReader {
    guard let entries = node.entries, entries.contains(where: { $0.key.contains("[") }) else {
      return self
    }
    var writer = VectorWriter(kind: kind, reader: self)
    for entry in entries { writer.add(entry) }
    let record = ScenarioNode(content: .record(writer.entries), position: node.position)
    return ScenarioReader(record, path: path, log: log)
  }

  /// A cursor on the value for the element at hand, where a list has one for each element of a
  /// vector: `[0.1, 0.2, 0.3]` inside `x[1..3]`.
  ///
  /// - Returns: the cursor itself where there is no list or no vector; nothing when the list has
  ///   another length, which is noted.
  func valueOfElement() -> ScenarioReader? {
    guard let items = node.items, let element = node.element else { return self }
    guard items.count == element.range.count else {
      let all = "\(element.vector)[\(element.range.lowerBound)..\(element.range.upperBound)]"
      error(
        "a list needs a value for each element of \(all): "
          + "\(element.range.count), but has \(items.count)")
      return nil
    }
    let place = element.number - element.range.lowerBound
    return ScenarioReader(items[place], path: path + ["[\(place + 1)]"], log: log)
  }

  /// The name that the text under the cursor stands for at its place: `x[index]` and, inside a
  /// vector, `x` are names of elements.
  ///
  /// - Parameter scope: the names that may stand here.
  /// - Returns: a name that the scope knows; nothing when the text is no such name.
  public func name(in scope: some NameScope) -> String? {
    guard let text = node.text else { return nil }
    if scope.value(named: text) != nil { return text }
    guard let syntax = try? ExpressionParser.parse(text) else { return nil }
    let name: String?
    switch syntax.kind {
    case .element(let vector, let number):
      name = number.elementNumber(in: node.element).map { "\(vector)[\($0)]" }
    case .name(let vector): name = node.element?.name(in: vector)
    default: name = nil
    }
    return name.flatMap { scope.value(named: $0) == nil ? nil : $0 }
  }
}

/// Writes out the vectors among the entries of a record.
private struct VectorWriter {
  let kind: String
  let reader: ScenarioReader
  private(set) var entries: [ScenarioNode.Entry] = []
  /// The entry as written that a name comes from.
  private var origins: [String: ScenarioNode.Entry] = [:]
  private var counts: [String: Int] = [:]

  init(kind: String, reader: ScenarioReader) { (self.kind, self.reader) = (kind, reader) }

  mutating func add(_ entry: ScenarioNode.Entry) {
    let cursor = ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
    let name: VectorName
    do throws(VectorName.Fault) { name = try VectorName(entry.key) } catch {
      return cursor.error(error.message, advice: error.advice, at: entry.keyPosition)
    }
    guard isNew(name, entry, cursor) else { return }
    guard let range = name.range else {
      entries.append(entry)
      return
    }
    for (number, key) in zip(range, name.names) {
      let element = VectorElement(vector: name.base, number: number, range: range)
      entries.append(
        .init(key: key, keyPosition: entry.keyPosition, value: entry.value.written(for: element)))
    }
  }

  /// Whether no entry before names one of the same, and there are not too many elements.
  private mutating func isNew(
    _ name: VectorName, _ entry: ScenarioNode.Entry, _ cursor: ScenarioReader
  ) -> Bool {
    let isVector = name.range != nil
    if let other = origins[name.base], (other.key == name.base) == isVector {
      cursor.error(
        "'\(name.base)' cannot name both one \(kind) and a vector",
        advice: "'\(other.key)' stands on line \(other.keyPosition.line): rename one of them",
        at: entry.keyPosition)
      return false
    }
    for key in name.names where isVector {
      guard let other = origins[key] else { continue }
      cursor.error(
        "'\(key)' is written twice",
        advice: "it is also in '\(other.key)' on line \(other.keyPosition.line)",
        at: entry.keyPosition)
      return false
    }
    counts[name.base, default: 0] += name.names.count
    if counts[name.base, default: 0] > VectorName.mostElements {
      cursor.error(
        "a vector has at most 1,000 elements, but '\(name.base)' would have more with this entry",
        at: entry.keyPosition)
      return false
    }
    for key in name.names { origins[key] = entry }
    origins[name.base] = entry
    return true
  }
}

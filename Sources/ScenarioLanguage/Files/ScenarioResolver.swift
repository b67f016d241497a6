// SPDX-License-Identifier: GPL-3.0-or-later

/// Follows `extends:` from file to file and reads the CSV files that a scenario names.
struct ScenarioResolver {
  /// The problems found.
  let log = ProblemLog()
  /// The texts read.
  private(set) var sources = SourceTexts()

  /// Resolves a parsed file.
  ///
  /// - Parameters:
  ///   - document: the file.
  ///   - chain: the files that extend it, the first one last.
  /// - Returns: its tree with everything merged in.
  /// - Throws: the syntax problems of a file that it extends.
  mutating func resolve(
    _ document: ScenarioDocument, chain: [String]
  ) throws(ScenarioProblems) -> ScenarioNode {
    sources.add(document.text, file: document.file)
    let reader = ScenarioReader(document.root, log: log)
    guard let entries = document.root.entries else {
      reader.error("a scenario must be a record of keys and values, but got \(reader.node.summary)")
      return document.root
    }
    let own = ScenarioNode(
      content: .record(entries.filter { $0.key != "extends" }), position: document.root.position)
    let expanded = expand(ScenarioReader(own, log: log))
    guard let extended = document.root["extends"] else {
      return ScenarioOverride(log: log).withoutRemovals(expanded)
    }
    let base = try base(
      ScenarioReader(extended, path: ["extends"], log: log), of: document, chain: chain)
    guard let base else { return expanded }
    return ScenarioOverride(log: log).merge(expanded, over: base, path: [])
  }

  private mutating func base(
    _ reader: ScenarioReader, of document: ScenarioDocument, chain: [String]
  ) throws(ScenarioProblems) -> ScenarioNode? {
    guard let relative = reader.text() else { return nil }
    guard !relative.hasPrefix("/") else {
      reader.error("'extends' takes a path from this file's folder, but got '\(relative)'")
      return nil
    }
    let path = ScenarioFile.path(relative, beside: document.file)
    let chain = chain + [ScenarioFile.path(Self.lastPart(document.file), beside: document.file)]
    guard !chain.contains(path) else {
      reader.error(
        "'extends' goes in a circle: " + (chain + [path]).joined(separator: " → "))
      return nil
    }
    guard let bytes = bytes(of: path, reader) else { return nil }
    let base: ScenarioDocument
    do { base = try ScenarioDocument(bytes: bytes, file: path) } catch {
      if let text = String(validating: bytes, as: UTF8.self) { sources.add(text, file: path) }
      throw error.with(sources)
    }
    return try resolve(base, chain: chain)
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private func bytes(of path: String, _ reader: ScenarioReader) -> [UInt8]? {
    do { return try ScenarioFile.bytes(of: path) } catch {
      reader.error("'\(path)' cannot be read: \(error.reason)")
      return nil
    }
  }
}

extension ScenarioResolver {
  /// Writes out `{csv: FILE, key: COLUMN, value: COLUMN}` wherever it stands.
  private mutating func expand(_ reader: ScenarioReader) -> ScenarioNode {
    let node = reader.node
    switch node.content {
    case .scalar: return node
    case .list(let items):
      let expanded = items.enumerated().map { index, item in
        expand(ScenarioReader(item, path: reader.path + ["[\(index + 1)]"], log: log))
      }
      return ScenarioNode(content: .list(expanded), position: node.position)
    case .record(let entries):
      if node["csv"] != nil, node["key"] != nil { return table(reader) ?? node }
      let expanded = entries.map { entry in
        let inner = ScenarioReader(entry.value, path: reader.path + [entry.key], log: log)
        return ScenarioNode.Entry(
          key: entry.key, keyPosition: entry.keyPosition, value: expand(inner))
      }
      return ScenarioNode(content: .record(expanded), position: node.position)
    }
  }

  private mutating func table(_ reader: ScenarioReader) -> ScenarioNode? {
    guard let fields = reader.record(CSVReference.shape),
      let name = fields.text("csv"), let key = fields.text("key"), let place = fields["csv"]
    else { return nil }
    let path = ScenarioFile.path(name, beside: reader.node.position.file)
    guard !name.hasPrefix("/") else {
      place.error("'csv' takes a path from this file's folder, but got '\(name)'")
      return nil
    }
    guard let bytes = bytes(of: path, place) else { return nil }
    do {
      let text = try SourceText.decode(bytes, file: path)
      sources.add(text, file: path)
      let table = try CSVTable(text: text, file: path)
      return CSVReference(table: table, key: key, fields: fields).node(at: reader.node.position)
    } catch {
      for problem in error.problems { log.note(problem) }
      return nil
    }
  }
}

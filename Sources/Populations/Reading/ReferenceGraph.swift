// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// Which entries of a block mention which, as written: for messages about circles.
struct ReferenceGraph {
  /// Fields whose text is for people.
  private static let prose: Set<String> = ["unit", "note", "source", "title"]

  private var mentioned: [String: [String]] = [:]

  /// Reads the names in all entries of a block.
  ///
  /// - Parameters:
  ///   - entries: the entries with vectors written out.
  ///   - kind: which block it is.
  init(_ entries: [(name: String, value: ScenarioReader)], of kind: BlockBeingRead.Kind) {
    let names = Set(entries.map(\.name))
    for (name, value) in entries {
      var found: [String] = []
      Self.walk(value.node) { written, element in
        guard let plain = kind.plain(written) else { return }
        let own = element?.name(in: plain) ?? plain
        let meant =
          names.contains(plain)
          ? [plain] : names.contains(own) ? [own] : Self.elements(of: plain, entries)
        for other in meant where !found.contains(other) { found.append(other) }
      }
      mentioned[name] = found
    }
  }

  private static func elements(
    of vector: String, _ entries: [(name: String, value: ScenarioReader)]
  ) -> [String] {
    entries.map(\.name).filter { VectorName.element($0)?.base == vector }
  }

  private static func walk(_ node: ScenarioNode, _ visit: (String, VectorElement?) -> Void) {
    switch node.content {
    case .scalar:
      let expression = Expression(reading: ScenarioReader(node, log: ProblemLog()))
      for reference in expression?.names ?? [] { visit(reference.name, node.element) }
    case .list(let items):
      for item in items { walk(item, visit) }
    case .record(let entries):
      for entry in entries where !prose.contains(entry.key) {
        if entry.key.hasPrefix("by ") { visit(String(entry.key.dropFirst(3)), node.element) }
        walk(entry.value, visit)
      }
    }
  }

  /// The shortest way from one entry to another along what each mentions.
  ///
  /// - Parameters:
  ///   - start: an entry's name.
  ///   - end: another entry's name.
  /// - Returns: the names on the way, both ends included; nothing when there is none.
  func way(from start: String, to end: String) -> [String]? {
    var previous: [String: String] = [:]
    var (ahead, next) = ([start], 0)
    while next < ahead.count {
      let place = ahead[next]
      next += 1
      for other in mentioned[place] ?? [] where other != start && previous[other] == nil {
        previous[other] = place
        if other == end {
          let back = sequence(first: end) { previous[$0] }
          return back.reversed()
        }
        ahead.append(other)
      }
    }
    return nil
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

/// How far the entries of a block have been read: what may not be mentioned yet, and why.
struct BlockBeingRead {
  /// The blocks whose entries may mention each other.
  enum Kind: String {
    case world
    case view

    /// The name of an entry without the block's name before it, which may be left out in the world.
    ///
    /// - Parameter name: a name as written.
    /// - Returns: the name; nothing when it can be none of an entry.
    func plain(_ name: String) -> String? {
      if name.hasPrefix(rawValue + ".") { return String(name.dropFirst(rawValue.count + 1)) }
      return self == .world ? name : nil
    }
  }

  /// Which block it is.
  let kind: Kind
  private let entries: [(name: String, value: ScenarioReader)]
  private var read: Set<String> = []
  /// The cycles that have been told, and of which entry.
  private var told: [(entry: String, names: Set<String>)] = []
  /// The entry at hand.
  private(set) var present: String?

  /// Starts before the first entry.
  ///
  /// - Parameters:
  ///   - kind: which block it is.
  ///   - entries: its entries, with vectors written out.
  init(_ kind: Kind, _ entries: [(name: String, value: ScenarioReader)]) {
    (self.kind, self.entries) = (kind, entries)
  }

  /// Goes to the next entry.
  ///
  /// - Parameter name: its name; nothing after the last one.
  mutating func go(to name: String?) {
    if let present { read.insert(present) }
    present = name
  }

  private func isAhead(_ name: String) -> Bool {
    name != present && !read.contains(name) && entries.contains { $0.name == name }
  }

  /// Whether the entry at hand and another are in one cycle that has been told of a third.
  ///
  /// - Parameter name: the other's name as written.
  /// - Returns: whether they are.
  func closesToldCycle(_ name: String) -> Bool {
    guard let present, let plain = kind.plain(name), isAhead(plain) else { return false }
    return told.contains { $0.entry != present && $0.names.isSuperset(of: [present, plain]) }
  }

  /// Why a name may not be mentioned, for messages.
  ///
  /// - Parameter name: the name as written.
  /// - Returns: the reason; nothing when no entry has that name, or it has been read.
  mutating func reasonUnavailable(_ name: String) -> String? {
    guard let present, let plain = kind.plain(name) else { return nil }
    guard plain != present else {
      return cycle([present, present])
        + (kind == .world
          ? "; only in 'monthly' does it mean last month's value"
          : "; 'value' is what comes out of the steps before")
    }
    guard isAhead(plain) else { return nil }
    let graph = ReferenceGraph(entries, of: kind)
    guard let way = graph.way(from: plain, to: present) else {
      return "is declared below: references go only backwards"
    }
    told.append((present, Set(way)))
    return cycle([present] + way) + "; take one of these references out"
  }

  private func cycle(_ names: [String]) -> String {
    let written = names.map { kind == .world ? $0 : "\(kind.rawValue).\($0)" }
    return "makes a cycle within a month: \(written.joined(separator: " → "))"
  }
}

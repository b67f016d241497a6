// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage

extension ModelBuilder {
  /// Makes a name known to what follows.
  func declare(_ name: String, _ value: NamedValue) {
    names.append((name, value))
    names.append(("world." + name, value))
  }

  /// Makes a quantity known that could not be read, so that one mistake is told once.
  func declareUnread(_ name: String) {
    declare(name, .unread)
    unread.insert("world." + name)
    if let vector = VectorName.element(name)?.base { unread.insert("world." + vector) }
  }

  /// Makes a name known that no expression can mention.
  func declareUnusable(_ name: String) {
    declareUnread(name)
    // Whoever uses a word of the language means that.
    if !ScenarioReader.reservedWords.contains(name) { noteUnusable(name) }
  }

  /// Whether an expression can mention a name.
  func isUsable(_ name: String) -> Bool {
    !unusableNames.contains(name) && !ScenarioReader.reservedWords.contains(name)
  }

  /// Keeps a name in mind that no expression can mention, if it could be taken for a name at all.
  func noteUnusable(_ name: String) {
    if name.contains(where: { $0.isLetter || $0.isNumber }) { unusableNames.insert(name) }
  }

  /// Makes the vectors of a block known whose brackets could not be read.
  ///
  /// - Parameter world: the block as written.
  func declareUnreadVectors(of world: ScenarioReader) {
    for entry in world.node.entries ?? [] where (try? VectorName(entry.key)) == nil {
      declareUnusable(String(entry.key.prefix { $0 != "[" }))
    }
  }

  /// Whether something is, or is part of, what could not be read.
  ///
  /// - Parameter path: the path of a value, such as `world.income.normal.mean`.
  /// - Returns: whether its own problem has been told.
  func isUnread(_ path: String) -> Bool {
    unread.contains { path == $0 || path.hasPrefix($0 + ".") || path.hasPrefix($0 + "[") }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// One value of a scenario file with its written text and its place.
public struct ScenarioNode: Sendable, Equatable {
  /// What kind of value it is, as written.
  public indirect enum Content: Sendable, Equatable {
    /// A single value as it was written; quoted text is never read as a number.
    case scalar(text: String, isQuoted: Bool)
    /// Values in order.
    case list([ScenarioNode])
    /// Values by key, in the order written.
    case record([Entry])
  }

  /// One key of a record with its value.
  public struct Entry: Sendable, Equatable {
    /// The key as written.
    public let key: String
    /// Where the key stands.
    public let keyPosition: SourcePosition
    /// The value.
    public let value: ScenarioNode

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - key: the key as written.
    ///   - keyPosition: where the key stands.
    ///   - value: the value.
    public init(key: String, keyPosition: SourcePosition, value: ScenarioNode) {
      self.key = key
      self.keyPosition = keyPosition
      self.value = value
    }
  }

  /// The value as written.
  public let content: Content
  /// Where it starts.
  public let position: SourcePosition
  /// Whether the text stands in the file letter by letter, so that columns inside it are known:
  /// not when it spans lines or has escapes.
  public let isOnOneLine: Bool
  /// Whether a comment follows on the line, which may have been meant as part of the text.
  public let isBeforeComment: Bool
  /// The element of a vector that the value was written out for, if it was.
  public let element: VectorElement?

  /// Makes a node.
  ///
  /// - Parameters:
  ///   - content: the value as written.
  ///   - position: where it starts.
  ///   - isOnOneLine: whether the text stands in the file letter by letter.
  ///   - isBeforeComment: whether a comment follows on the line.
  ///   - element: the element of a vector that the value was written out for.
  public init(
    content: Content, position: SourcePosition, isOnOneLine: Bool = true,
    isBeforeComment: Bool = false, element: VectorElement? = nil
  ) {
    self.content = content
    self.position = position
    self.isOnOneLine = isOnOneLine
    self.isBeforeComment = isBeforeComment
    self.element = element
  }

  /// The written text when this is a single value.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The entries when this is a record.
  public var entries: [Entry]? {
    if case .record(let entries) = content { entries } else { nil }
  }

  /// The items when this is a list.
  public var items: [ScenarioNode]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// The value of a key when this is a record that has it.
  ///
  /// - Parameter key: a key as written.
  /// - Returns: its value.
  public subscript(key: String) -> ScenarioNode? {
    entries?.first { $0.key == key }?.value
  }

  /// Whether another value says the same, wherever it stands.
  ///
  /// - Parameter other: a value of the same or another file.
  /// - Returns: whether texts, quotes, items, keys and their order are equal.
  public func saysTheSame(as other: ScenarioNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let text, let isQuoted), .scalar(let otherText, let otherIsQuoted)):
      text == otherText && isQuoted == otherIsQuoted
    case (.list(let items), .list(let others)):
      items.count == others.count && zip(items, others).allSatisfy { $0.saysTheSame(as: $1) }
    case (.record(let entries), .record(let others)):
      entries.count == others.count
        && zip(entries, others).allSatisfy {
          $0.key == $1.key && $0.value.saysTheSame(as: $1.value)
        }
    default: false
    }
  }

  /// What this is, for messages: `"abc"`, `a list of 3`, `a record`.
  public var summary: String {
    switch content {
    case .scalar(let text, _): text.isEmpty ? "nothing" : "'\(text)'"
    case .list(let items): "a list of \(items.count)"
    case .record(let entries): "a record of \(entries.count)"
    }
  }
}

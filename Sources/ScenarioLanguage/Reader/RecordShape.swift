// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys that a record may have.
public struct RecordShape: Sendable {
  /// One key of a record.
  public struct Field: Sendable {
    /// The key, as users write it.
    public let key: String
    /// What may stand there.
    public let shape: Shape
    /// Whether the record is wrong without it.
    public let isRequired: Bool
    /// What it is for, in one sentence.
    public let summary: String

    /// Makes a field.
    ///
    /// - Parameters:
    ///   - key: the key, as users write it.
    ///   - shape: what may stand there.
    ///   - isRequired: whether the record is wrong without it.
    ///   - summary: what it is for, in one sentence.
    public init(_ key: String, _ shape: Shape, isRequired: Bool = false, _ summary: String) {
      self.key = key
      self.shape = shape
      self.isRequired = isRequired
      self.summary = summary
    }
  }

  /// What the record is, for messages and the schema.
  public let title: String
  /// The keys in the order of the documentation.
  public let fields: [Field]
  /// The first key may have a short form: a value that is no record stands for `{key: value}`.
  public let shortForm: String?
  /// Every entry may carry `source:` and `note:`, which form the register of assumptions.
  public let mayBeAnnotated: Bool

  /// Makes a record's shape.
  ///
  /// - Parameters:
  ///   - title: what the record is.
  ///   - fields: its keys in the order of the documentation.
  ///   - shortForm: the key that a bare value stands for.
  ///   - mayBeAnnotated: whether `source:` and `note:` are allowed too.
  public init(
    _ title: String, _ fields: [Field], shortForm: String? = nil, mayBeAnnotated: Bool = false
  ) {
    self.title = title
    self.fields = fields
    self.shortForm = shortForm
    self.mayBeAnnotated = mayBeAnnotated
  }

  /// The keys that may be written, in order.
  public var keys: [String] {
    fields.map(\.key) + (mayBeAnnotated ? ["source", "note"] : [])
  }
}

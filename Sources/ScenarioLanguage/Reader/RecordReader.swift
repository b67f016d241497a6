// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Reads the fields of a record, having noted its unknown and missing keys.
///
/// Only keys of the shape may be asked for, so that a key cannot be read without being documented.
public struct RecordReader {
  /// The cursor on the record itself, for problems that concern the whole of it.
  public let reader: ScenarioReader
  /// The keys it may have.
  public let shape: RecordShape
  private let entries: [ScenarioNode.Entry]

  init(_ reader: ScenarioReader, _ shape: RecordShape) {
    self.reader = reader
    self.shape = shape
    entries = reader.node.entries ?? []
    for entry in entries where !shape.keys.contains(entry.key) {
      ScenarioReader(entry.value, path: reader.path + [entry.key], log: reader.log)
        .unknown(entry.key, "key", known: shape.keys, at: entry.keyPosition)
    }
    for field in shape.fields where field.isRequired && self[field.key] == nil {
      reader.error("\(shape.title) needs '\(field.key)': \(field.summary)")
    }
  }

  /// Whether a key is written that the record does not have, which has been told already.
  public var hasUnknownKey: Bool { entries.contains { !shape.keys.contains($0.key) } }

  /// Whether a key was written.
  ///
  /// - Parameter key: a key of the shape.
  /// - Returns: whether it was written.
  public func has(_ key: String) -> Bool { self[key] != nil }

  /// The cursor on a key's value, if it was written.
  ///
  /// - Parameter key: a key of the shape.
  public subscript(key: String) -> ScenarioReader? {
    precondition(shape.keys.contains(key), "'\(key)' is no key of \(shape.title)")
    return entries.first { $0.key == key }.map {
      ScenarioReader($0.value, path: reader.path + [key], log: reader.log)
    }
  }

  /// The keys of a set that were written, in the order of the file.
  ///
  /// - Parameter keys: the keys to look for.
  /// - Returns: those that were written.
  public func written(among keys: [String]) -> [String] {
    entries.map(\.key).filter(keys.contains)
  }

  /// The one key of a set that was written; none or several are noted as an error.
  ///
  /// - Parameters:
  ///   - keys: the keys of which exactly one must stand.
  ///   - what: what they are together, for the message.
  /// - Returns: the key that was written.
  public func one(of keys: [String], _ what: String) -> String? {
    let found = written(among: keys)
    if found.count == 1 { return found[0] }
    // A misspelt key has been told already.
    if found.isEmpty, hasUnknownKey { return nil }
    let listed = keys.joined(separator: ", ")
    reader.error(
      found.isEmpty
        ? "\(shape.title) needs one \(what)"
        : "\(shape.title) takes only one \(what), but got \(found.joined(separator: " and "))",
      advice: "one of: \(listed)")
    return nil
  }

  /// The number at a key, if written and valid.
  ///
  /// - Parameters:
  ///   - key: a key of the shape.
  ///   - limits: what the number must meet.
  /// - Returns: the number.
  public func number(_ key: String, _ limits: Shape.Limits = .any) -> Double? {
    self[key]?.number(limits)
  }

  /// The whole number at a key, if written and valid.
  ///
  /// - Parameters:
  ///   - key: a key of the shape.
  ///   - limits: what the number must meet.
  /// - Returns: the number.
  public func integer(_ key: String, _ limits: Shape.Limits = .any) -> Int? {
    self[key]?.integer(limits)
  }

  /// The share at a key, if written and valid.
  ///
  /// - Parameter key: a key of the shape.
  /// - Returns: the share, 0 to 1.
  public func share(_ key: String) -> Double? { self[key]?.share() }

  /// The text at a key, if written.
  ///
  /// - Parameter key: a key of the shape.
  /// - Returns: the text.
  public func text(_ key: String) -> String? { self[key]?.text() }

  /// The month at a key, if written and valid.
  ///
  /// - Parameter key: a key of the shape.
  /// - Returns: the month.
  public func month(_ key: String) -> Month? { self[key]?.month() }

  /// The length of time at a key, if written and valid.
  ///
  /// - Parameter key: a key of the shape.
  /// - Returns: the number of months.
  public func duration(_ key: String) -> Int? { self[key]?.duration() }
}

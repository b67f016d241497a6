// SPDX-License-Identifier: GPL-3.0-or-later

/// Renders shapes as a JSON Schema (draft 2020-12), so that editors complete and check scenarios.
///
/// The schema is the checker's own shapes, so it allows what the checker allows but for what only
/// the checker can know: names, sums, cross
/// references, and keys that are missing inside a record.
public enum JSONSchema {
  /// Renders the schema of a whole scenario.
  ///
  /// - Parameter root: the shape of the record at the top.
  /// - Returns: the schema as text, ending with a line end; equal shapes give equal text.
  public static func render(root: RecordShape) -> String {
    var builder = JSONSchemaBuilder()
    let body = builder.object(root, extends: true)
    let schema = JSONValue.object([
      JSONValue.Member(
        key: "$schema", value: "https://json-schema.org/draft/2020-12/schema")
    ])
    guard case .object(let members) = body else { return "" }
    let required = root.fields.filter(\.isRequired).map { JSONValue.string($0.key) }
    let whole: [JSONValue.Member] = [
      .init(key: "if", value: ["not": ["required": ["extends"]]]),
      .init(key: "then", value: ["required": .list(required)]),
    ]
    let definitions = JSONValue.Member(key: "$defs", value: .object(builder.definitions))
    return schema.adding(members + whole).adding([definitions]).text() + "\n"
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// Turns shapes into schemas and collects the records, each once, as definitions.
struct JSONSchemaBuilder {
  /// The definitions: values first, then records in the order met.
  private(set) var definitions: [JSONValue.Member] = JSONSchemaBuilder.values

  /// The schema of a record, written out.
  ///
  /// It requires no key, as a file that extends another may leave any of them to that one.
  ///
  /// - Parameters:
  ///   - shape: the record.
  ///   - extends: whether it may also name a file that it extends.
  /// - Returns: the schema.
  mutating func object(_ shape: RecordShape, extends: Bool = false) -> JSONValue {
    var properties: [JSONValue.Member] = []
    if extends {
      let summary: JSONValue = "a scenario file whose fields hold where this one has none"
      properties.append(.init(key: "extends", value: ["type": "string", "description": summary]))
    }
    for field in shape.fields {
      let described = JSONValue.Member(key: "description", value: .string(field.summary))
      properties.append(.init(key: field.key, value: schema(field.shape).adding([described])))
    }
    if shape.mayBeAnnotated {
      for (key, summary) in [("source", "where the value is from"), ("note", "what is assumed")] {
        properties.append(
          .init(key: key, value: ["$ref": "#/$defs/text", "description": .string(summary)]))
      }
    }
    return [
      "title": .string(shape.title), "type": "object", "properties": .object(properties),
      "additionalProperties": false,
    ]
  }

  /// The schema of any value.
  ///
  /// - Parameter shape: what may stand there.
  /// - Returns: the schema.
  mutating func schema(_ shape: Shape) -> JSONValue {
    switch shape {
    case .number(let limits): return number("number", limits)
    case .integer(let limits): return number("integer", limits)
    case .share: return number("number", Shape.Limits(0, 1))
    case .text: return ["$ref": "#/$defs/text"]
    case .name: return ["type": "string"]
    case .month: return ["$ref": "#/$defs/month"]
    case .duration: return ["$ref": "#/$defs/duration"]
    case .flag: return ["enum": [true, false, "yes", "no"]]
    case .choice(let words): return ["enum": .list(words.map { .string($0) })]
    case .expression: return ["$ref": "#/$defs/expression"]
    case .condition: return ["type": "string"]
    case .table: return ["$ref": "#/$defs/table"]
    case .list(let item): return ["type": "array", "items": schema(item)]
    case .anything: return [:]
    case .named(let value, _): return named(value)
    case .record(let record): return reference(to: record)
    case .either(let shapes): return ["anyOf": .list(shapes.map { schema($0) })]
    }
  }

  private func number(_ type: String, _ limits: Shape.Limits) -> JSONValue {
    var members: [JSONValue.Member] = [.init(key: "type", value: .string(type))]
    if limits.least.isFinite {
      let key = limits.isOpenBelow ? "exclusiveMinimum" : "minimum"
      members.append(.init(key: key, value: .number(limits.least)))
    }
    if limits.greatest.isFinite {
      members.append(.init(key: "maximum", value: .number(limits.greatest)))
    }
    return ["anyOf": [.object(members), ["$ref": "#/$defs/number"]]]
  }

  private mutating func named(_ value: Shape) -> JSONValue {
    var inner = schema(value)
    if case .share = value {
      inner = ["anyOf": [inner, ["const": "rest"], ["type": "array", "items": inner]]]
    }
    return [
      "anyOf": [
        ["type": "object", "additionalProperties": inner], ["$ref": "#/$defs/csv"],
      ]
    ]
  }

  private mutating func reference(to record: RecordShape) -> JSONValue {
    let object = object(record)
    var (name, count) = (Self.slug(record.title), 1)
    while let same = definitions.first(where: { $0.key == name }), same.value != object {
      count += 1
      name = Self.slug(record.title) + "-\(count)"
    }
    if !definitions.contains(where: { $0.key == name }) {
      definitions.append(.init(key: name, value: object))
    }
    let whole: JSONValue = ["$ref": .string("#/$defs/\(name)")]
    guard let key = record.shortForm, let field = record.fields.first(where: { $0.key == key })
    else { return whole }
    return ["anyOf": [whole, schema(field.shape)]]
  }

  /// The title without article and spaces, as the name of a definition.
  private static func slug(_ title: String) -> String {
    var words = title.split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    if let first = words.first, ["a", "an", "the"].contains(first), words.count > 1 {
      words.removeFirst()
    }
    return words.joined(separator: "-")
  }

  /// The values that shapes share; editors read YAML 1.2, where `1_200` and `10 %` are text.
  private static let values: [JSONValue.Member] = [
    .init(
      key: "number",
      value: [
        "type": "string",
        "pattern":
          #"^[+-]?(0|[1-9][0-9]*(_[0-9]+)*)(\.[0-9]+(_[0-9]+)*)?([eE][+-]?[0-9]{1,3})? *%?$"#,
      ]),
    .init(key: "text", value: ["type": ["string", "number", "boolean"]]),
    .init(
      key: "month", value: ["type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"]),
    .init(
      key: "duration", value: ["type": "string", "pattern": "^[0-9]+ (month|year)s?$"]),
    .init(key: "expression", value: ["type": ["string", "number"]]),
    .init(key: "csv", value: csv),
    .init(
      key: "table",
      value: [
        "anyOf": [
          ["$ref": "#/$defs/expression"],
          [
            "description": "a value for each element of a vector", "type": "array",
            "items": ["$ref": "#/$defs/table"],
          ],
          [
            "type": "object", "minProperties": .number(1), "maxProperties": .number(1),
            "patternProperties": [
              "^by ": [
                "anyOf": [
                  ["type": "object", "additionalProperties": ["$ref": "#/$defs/table"]],
                  ["$ref": "#/$defs/csv"],
                ]
              ]
            ], "additionalProperties": false,
          ],
        ]
      ]),
  ]

  private static let csv: JSONValue = [
    "title": "a table from a CSV file", "type": "object",
    "properties": [
      "csv": ["type": "string"], "key": ["type": "string"], "value": ["type": "string"],
    ], "required": ["csv", "key"], "additionalProperties": false,
  ]
}

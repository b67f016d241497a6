// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing

struct JSONSchemaTests {
  private static let text = JSONSchema.render(root: SampleBook.shape)

  private func parsed() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(Self.text.utf8))
    return try #require(value as? [String: Any])
  }

  @Test func theSchemaIsPinned() {
    if let difference = GoldenFile("schema.json", in: "ScenarioLanguage")
      .difference(from: Self.text)
    {
      Issue.record("\(difference)")
    }
  }

  @Test func everyReferenceHasItsDefinition() throws {
    let schema = try parsed()
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let references = Self.text.matches(of: /"#\/\$defs\/([^"]*)"/).map { String($0.output.1) }
    #expect(Set(references).isSubset(of: definitions.keys) && !references.isEmpty)
  }

  @Test func everyKeyOfTheShapeIsAProperty() throws {
    let properties = try #require(try parsed()["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set(SampleBook.shape.keys + ["extends"]))
    #expect(try parsed()["additionalProperties"] as? Bool == false)
  }

  @Test func recordsOfOneTitleAndOtherKeysAreKeptApart() {
    let one = RecordShape("a thing", [RecordShape.Field("a", .flag, "x")])
    let two = RecordShape("a thing", [RecordShape.Field("b", .flag, "x")])
    let root = RecordShape(
      "root",
      [
        RecordShape.Field("first", .record(one), "x"),
        RecordShape.Field("second", .record(two), "x"),
        RecordShape.Field("third", .list(.record(one)), "x"),
      ])
    let text = JSONSchema.render(root: root)
    #expect(text.matches(of: /#\/\$defs\/thing"/).count == 2)
    #expect(text.matches(of: /#\/\$defs\/thing-2"/).count == 1)
  }
}

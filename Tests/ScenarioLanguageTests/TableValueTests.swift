// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

struct TableValueTests {
  private static let scope = NameTable([
    ("age", .number(slot: 0)),
    ("persona", .levels(slot: 0, names: ["student", "family", "retired"])),
    ("region", .levels(slot: 1, names: ["north", "south"])),
  ])

  private func table(_ text: String, log: ProblemLog = ProblemLog()) throws -> CheckedTable {
    let root = try ScenarioDocument(text: "x: \(text)\n", file: "f").root
    let reader = ScenarioReader(try #require(root["x"]), path: ["x"], log: log)
    let checked = TableValue(reading: reader)?.checked(in: Self.scope, reader)
    return try #require(checked, "\(log.problems)")
  }

  @Test func aTableByLevelTakesTheLevelsValue() throws {
    let table = try table("{by persona: {family: age * 2, student: 1, others: 3}}")
    let values = [0, 1, 2].map { table.expression.value(numbers: [21], levels: [$0, 0]) }
    #expect(values == [1, 42, 3])
    #expect(table.expression.value(numbers: [21], levels: [255, 0]).isNaN)
    #expect(table.leaves.map(\.source.text) == ["age * 2", "1", "3"])
  }

  @Test func tablesNest() throws {
    let table = try table(
      "{by region: {north: {by persona: {student: 1, others: 2}}, south: 3}}")
    let values = [(0, 0), (1, 0), (0, 1)].map {
      table.expression.value(numbers: [], levels: [UInt8($0.0), UInt8($0.1)])
    }
    #expect(values == [1, 2, 3])
  }

  static let cuts: [(Double, Double)] = [
    (5.9, 0.02), (6, 0.01), (23.9, 0.01), (24, 0.009), (.infinity, 0.009),
  ]

  @Test(arguments: cuts)
  func cutsHoldBelowTheirBound(age: Double, value: Double) throws {
    let table = try table("{by age: {below 6 months: 2 %, below 2 years: 0.01, above: 0.009}}")
    #expect(table.expression.value(numbers: [age], levels: []) == value)
    #expect(table.expression.value(numbers: [.nan], levels: []).isNaN)
  }

  @Test func constantsByOneLevelAreFoundHoweverTheyAreWritten() throws {
    let byTable = try table("{by persona: {student: 1, family: 2 * 3, others: 5}}")
    #expect(byTable.expression.constantsByLevel(of: 0, count: 3) == [1, 6, 5])
    #expect(byTable.expression.constantsByLevel(of: 1, count: 2) == nil)
    let byCondition = try table("if(persona in (student retired), 2, 3) ^ 2")
    #expect(byCondition.expression.constantsByLevel(of: 0, count: 3) == [4, 9, 4])
    let constant = try table("7")
    #expect(constant.expression.constantsByLevel(of: 0, count: 3) == [7, 7, 7])
    let mixed = try table("{by persona: {student: age, others: 1}}")
    #expect(mixed.expression.constantsByLevel(of: 0, count: 3) == nil)
    #expect(mixed.expression.given(slot: 0, code: 2).constantValue == 1)
    #expect(mixed.expression.given(slot: 0, code: 0).levelSlots == [])
  }

  @Test func limitsAreRequiredOfEachKnownValueAtItsPlace() throws {
    let log = ProblemLog()
    let table = try table("{by persona: {student: 0, family: age, others: -2 + 1}}", log: log)
    let root = ScenarioNode(
      content: .list([]), position: SourcePosition(file: "f", line: 1, column: 1))
    #expect(!table.require(.positive, ScenarioReader(root, log: log)))
    #expect(
      log.problems.map(\.message) == [
        "must be above 0, but got 0", "must be above 0, but got -2 + 1",
      ])
    #expect(log.problems.map(\.position.column) == [27, 51])
    #expect(log.problems.map(\.path) == ["x.by persona.student", "x.by persona.others"])
  }

  @Test func namesOfTablesAndValuesAreListed() throws {
    let root = try ScenarioDocument(
      text: "x: {by persona: {student: age + 1, others: {by region: {others: 2}}}}\n", file: "f"
    ).root
    let reader = ScenarioReader(try #require(root["x"]), log: ProblemLog())
    let names = try #require(TableValue(reading: reader)).names
    #expect(names.map(\.name) == ["persona", "age", "region"])
    #expect(names.map(\.position.column) == [8, 27, 48])
  }
}

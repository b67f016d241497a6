// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import Testing

/// Reads text as the value of a key and checks it over `age`, `income` (numbers), `persona`
/// (levels student, family, retired) and `wealthy` (300,000).
private struct Sample {
  static let scope = NameTable([
    ("age", .number(slot: 0)), ("world.income", .number(slot: 1)),
    ("persona", .levels(slot: 0, names: ["student", "family", "retired"])),
    ("wealthy", .constant(300_000)),
  ])
  let log = ProblemLog()
  let reader: ScenarioReader

  init(_ text: String) {
    let position = SourcePosition(file: "f", line: 1, column: 1)
    let node = ScenarioNode(content: .scalar(text: text, isQuoted: false), position: position)
    reader = ScenarioReader(node, path: ["x"], log: log)
  }

  func number() throws -> CheckedExpression {
    let parsed = try #require(Expression(reading: reader))
    let checked = parsed.checkedNumber(in: Self.scope, reader)
    return try #require(checked, "\(log.problems)")
  }

  func condition() throws -> CheckedExpression {
    let parsed = try #require(Expression(reading: reader))
    let checked = parsed.checkedCondition(in: Self.scope, reader)
    return try #require(checked, "\(log.problems)")
  }
}

struct ExpressionTests {
  static let constants: [(String, Double)] = [
    ("1_200", 1200.0), ("1/12", 1.0 / 12), ("10 %", 0.1), ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20),
    ("2 - 3 - 4", -5), ("16 / 4 / 2", 2), ("-2 ^ 2", -4), ("2 ^ -1", 0.5), ("2 ^ 3 ^ 2", 512),
    ("2 ^ 0.5", 1.4142135623730951), ("--3", 3), ("1e3 + 2.5e-1", 1000.25), ("abs(-3)", 3),
    ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("floor(-2.5)", -3), ("ceil(-2.5)", -2),
    ("round(2.5)", 3), ("round(-2.5)", -3), ("round(0.49999999999999994)", 0), ("sqrt(9)", 3),
    ("log10(1000)", 3), ("log2(8)", 3), ("exp(0)", 1), ("log(1)", 0), ("expit(0)", 0.5),
    ("logit(0.5)", 0), ("clamp(5, 1, 3)", 3), ("clamp(-5, 1, 3)", 1), ("if(2 > 1, 7, 8)", 7),
    ("if(not 2 > 1, 7, 8)", 8), ("wealthy / 3", 100_000),
  ]

  @Test(arguments: constants)
  func constantsAreWorkedOut(text: String, value: Double) throws {
    let expression = try Sample(text).number()
    #expect(expression.constantValue == value)
    #expect(expression.numberSlots.isEmpty && expression.levelSlots.isEmpty)
  }

  @Test(arguments: [
    ("age - world.income", false), ("age / 2", false), ("log(age)", false), ("sqrt(age)", false),
    ("age ^ 2", false), ("exp(-abs(age))", false), ("expit(logit(age))", false), ("1 / 0", false),
    ("min(max(age, 0), world.income)", true),
    ("if(age > 0, expit(world.income), -floor(age))", true),
    ("if(log(age) > 0, 1, 2)", false), ("if(missing(age), round(age), wealthy)", true),
  ])
  func whetherANumberIsAlwaysFiniteIsKnown(text: String, isSo: Bool) throws {
    #expect(try Sample(text).number().isAlwaysFinite == isSo)
  }

  @Test(arguments: [
    ("age > world.income or persona == student", true), ("not 1 / age > world.income", false),
    ("persona == family and log(age) > 2", false), ("missing(age)", true),
  ])
  func whetherAConditionIsAlwaysKnownIsKnown(text: String, isSo: Bool) throws {
    #expect(try Sample(text).condition().isAlwaysFinite == isSo)
  }

  @Test func functionsAgreeWithTheMathematicalLibrary() throws {
    let functions: [(String, (Double) -> Double)] = [
      ("exp", exp), ("log", log), ("log2", log2), ("log10", log10), ("sqrt", { $0.squareRoot() }),
      ("expit", { 1 / (1 + exp(-$0)) }), ("logit", { Foundation.log($0 / (1 - $0)) }),
    ]
    for (name, function) in functions {
      let expression = try Sample("\(name)(age)").number()
      for step in 1..<100 {
        let value = Double(step) / 100
        let found = expression.value(numbers: [value], levels: [])
        #expect(abs(found - function(value)) <= 1e-15 * max(1, abs(found)), "\(name)(\(value))")
      }
    }
  }

  static let comparisons: [(String, [UInt8])] = [
    ("age < 30", [Truth.yes, Truth.no, Truth.unknown]),
    ("age != 20", [Truth.no, Truth.yes, Truth.unknown]),
    ("missing(age)", [Truth.no, Truth.no, Truth.yes]),
    ("age < 30 or 1 < 2", [Truth.yes, Truth.yes, Truth.yes]),
    ("age < 30 and 2 < 1", [Truth.no, Truth.no, Truth.no]),
    ("not age < 30", [Truth.no, Truth.yes, Truth.unknown]),
    ("age < 30 or world.income > 5", [Truth.yes, Truth.no, Truth.unknown]),
    ("age > 30 and world.income > 5", [Truth.no, Truth.no, Truth.no]),
    ("otherwise", [Truth.yes, Truth.yes, Truth.yes]),
  ]

  @Test(arguments: comparisons)
  func aComparisonWithAMissingValueIsUnknown(text: String, truths: [UInt8]) throws {
    let condition = try Sample(text).condition()
    let found = [20, 40, Double.nan].map {
      condition.truth(numbers: [$0, 5], levels: [0])
    }
    #expect(found == truths)
  }

  static let memberships: [(String, [UInt8])] = [
    ("persona == student", [Truth.yes, Truth.no, Truth.no, Truth.unknown]),
    ("family != persona", [Truth.yes, Truth.no, Truth.yes, Truth.unknown]),
    ("persona in (retired, student)", [Truth.yes, Truth.no, Truth.yes, Truth.unknown]),
    ("persona not in (retired student)", [Truth.no, Truth.yes, Truth.no, Truth.unknown]),
    ("missing(persona)", [Truth.no, Truth.no, Truth.no, Truth.yes]),
  ]

  @Test(arguments: memberships)
  func levelsAreComparedByName(text: String, truths: [UInt8]) throws {
    let condition = try Sample(text).condition()
    #expect(condition.levelSlots == [0])
    let found = [0, 1, 2, CheckedExpression.missingLevel].map {
      condition.truth(numbers: [], levels: [$0])
    }
    #expect(found == truths)
  }

  @Test func missingNumbersStayMissing() throws {
    for text in [
      "age + 1", "min(age, 1)", "max(1, age)", "age ^ 0", "1 ^ age", "if(age > 1, 2, 3)",
    ] {
      #expect(try Sample(text).number().value(numbers: [.nan], levels: []).isNaN, "\(text)")
    }
  }

  @Test func namesAreListedWithTheirPlaces() throws {
    let text = "age + law.mean(world.income) * if(persona == student, 1, 2)"
    let names = try #require(Expression(reading: Sample(text).reader)).names
    #expect(names.map(\.name) == ["age", "world.income", "persona", "student"])
    #expect(names.map(\.lawParameter) == [nil, "mean", nil, nil])
    #expect(names.map(\.isBesideEquality) == [false, false, true, true])
    #expect(names.map(\.position.column) == [1, 7, 35, 46])
  }

  @Test func aDeepExpressionIsRefusedNotCrashedOn() {
    let deep = String(repeating: "(", count: 500) + "1" + String(repeating: ")", count: 500)
    let sample = Sample(deep)
    #expect(Expression(reading: sample.reader) == nil)
    #expect(sample.log.problems.first?.message == "parentheses nest more than 64 deep")
    let powers = Sample(Array(repeating: "2", count: 500).joined(separator: "^"))
    #expect(Expression(reading: powers.reader) == nil)
    let long = Sample(Array(repeating: "1", count: 1_900).joined(separator: "+"))
    #expect(
      Expression(reading: long.reader)?.checkedNumber(in: Sample.scope, long.reader)?
        .constantValue == 1_900)
    let minuses = Sample(String(repeating: "-", count: 3_000) + "1")
    #expect(
      Expression(reading: minuses.reader)?.checkedNumber(in: Sample.scope, minuses.reader)?
        .constantValue == 1)
  }
}

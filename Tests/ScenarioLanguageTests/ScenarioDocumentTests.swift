// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

struct ScenarioDocumentTests {
  private static let text = """
    scenario: 1
    seed: 7   # chance
    population: {customers: 1_000, from: 2026-01, mix: {a: 0.2, b: rest}}
    levels:
      persona: {student: 0.2, family: 0.5, retired: rest}
    values:
      age: {by persona: {student: 21, others: "50 + 2"}}
      income: 'age * 3'
      list: [1, [2, 3], {a: b}]
      text: |
        one
        two
    rules:
      客户: age < 30 and persona in (student family)
    """

  /// Changes some signs of the text, the same ones for the same seed.
  private func mutated(seed: UInt64) -> String {
    var state = seed
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let signs = Array("{}[],:#&*!|>'\"%@`- \n\tax1~?<.\\客\u{7}\u{F0001}".unicodeScalars)
    var scalars = Array(Self.text.unicodeScalars)
    for _ in 0...below(4) {
      let place = below(scalars.count)
      switch below(4) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(signs[below(signs.count)], at: place)
      case 2: scalars[place] = signs[below(signs.count)]
      default:
        let end = min(scalars.count, place + below(40))
        scalars.insert(contentsOf: scalars[place..<end], at: below(scalars.count))
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func brokenTextGivesProblemsAtPlacesThatExist() throws {
    var refused = 0
    for seed in 0..<2_000 {
      let text = mutated(seed: UInt64(seed))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      do {
        let tree = try ScenarioDocument(text: text, file: "f").root
        let again = try ScenarioDocument(text: tree.yamlText, file: "g").root
        let isEqual = again.saysTheSame(as: tree)
        #expect(isEqual, "\(seed): \(tree.yamlText)")
      } catch {
        refused += 1
        #expect(!error.problems.isEmpty)
        for problem in error.problems {
          #expect((1...lines.count + 1).contains(problem.position.line), "\(seed): \(problem)")
          #expect(!ProblemRenderer(sources: error.sources).render([problem]).isEmpty)
        }
      }
    }
    #expect(refused > 200 && refused < 1_900)
  }

  @Test func aScenarioOfMoreThanFiveMegabytesIsRefused() {
    let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 5_000_001)
    #expect(throws: ScenarioProblems.self) { try ScenarioDocument(bytes: bytes, file: "f") }
  }

  @Test func manyDuplicatesAreAllTold() throws {
    let text = (0..<50).map { "k\($0 % 10): 1\n" }.joined()
    do {
      _ = try ScenarioDocument(text: text, file: "f")
      Issue.record("duplicates were taken")
    } catch {
      #expect(error.problems.count == 40)
      #expect(error.problems.map(\.position.line) == Array(11...50))
    }
  }

  @Test func aliasesCannotBlowUpATree() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<12 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(items)]\n"
    }
    do {
      _ = try ScenarioDocument(text: text, file: "f")
      Issue.record("anchors were taken")
    } catch {
      #expect(error.problems.map(\.position.line) == Array(1...12))
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing

struct ResolvedScenarioTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8)
  }

  private func load(_ name: String = "scenario.yaml") throws -> ResolvedScenario {
    try ScenarioSource.load(folder.file(name))
  }

  @Test func fieldsOfTheExtendingFileWinAndOthersStay() throws {
    try write("a: 1\nb: {c: 2, d: [1, 2], e: 3}\nf: 4\n", "base.yaml")
    try write("extends: base.yaml\nb: {d: [7], g: 5, e: ~}\nf: {h: 1}\n", "scenario.yaml")
    let expected = "a: 1\nb:\n  c: 2\n  d:\n    - 7\n  g: 5\nf:\n  h: 1\n"
    #expect(try load().text == expected)
  }

  @Test func placesKeepTheirFile() throws {
    try write("a: 1\nb: {c: 2}\n", "base.yaml")
    try write("extends: base.yaml\nb: {d: 3}\n", "scenario.yaml")
    let root = try load().root
    #expect(root["a"]?.position.file == folder.file("base.yaml"))
    #expect(root["b"]?["c"]?.position.file == folder.file("base.yaml"))
    #expect(
      root["b"]?["d"]?.position
        == SourcePosition(file: folder.file("scenario.yaml"), line: 2, column: 8))
  }

  @Test func extendingGoesOnAcrossFolders() throws {
    try write("a: 1\n", "one.yaml")
    try write("extends: ./x/../one.yaml\nb: 2\n", "two.yaml")
    try write("extends: two.yaml\nc: 3\n", "scenario.yaml")
    #expect(try load().text == "a: 1\nb: 2\nc: 3\n")
  }

  /// As of a file that is found in the folder `.`.
  @Test func aPointInTheFilesOwnPathIsNoFolder() throws {
    let name = URL(filePath: folder.path).lastPathComponent
    try write("a: 1\n", "one.yaml")
    try write("extends: ../\(name)/one.yaml\nb: 2\n", "two.yaml")
    #expect(try load("./two.yaml").text == "a: 1\nb: 2\n")
  }

  @Test func aMatrixFromCSVIsARecordOfRecords() throws {
    try write("from,a,b\na,0.9,0.1\n\nb,0,\"1\"\n", "moves.csv")
    try write("moves: {csv: moves.csv, key: from}\n", "scenario.yaml")
    let expected = "moves:\n  a:\n    a: 0.9\n    b: 0.1\n  b:\n    a: 0\n    b: 1\n"
    #expect(try load().text == expected)
  }

  @Test func theTextReadsBackAsAnEqualTree() throws {
    let awkward = """
      plain: 5 - 3 * x
      "quoted key: yes": "12"
      'single': 'it''s'
      empty:
      list: [1, [2, {a: b}], [], {}, "", "a # b", a#b, -x, "- x", ?y]
      z: :z
      block: |
        two
          lines
      folded: >
        one
        line
      multi: spans
        two lines
      "colon:": "ends with colon:"
      escapes: "tab\\t quote\\" back\\\\ bell\\x07 next\\N"
      客户: 年龄 > 3
      percent: 10 %
      "*star": "*x"
      url: http://x/y
      """
    let tree = try ScenarioDocument(text: awkward, file: "a").root
    let again = try ScenarioDocument(text: tree.yamlText, file: "b").root
    #expect(again.saysTheSame(as: tree), "\(tree.yamlText)")
    #expect(again.yamlText == tree.yamlText)
    let changed = try ScenarioDocument(text: awkward.replacing("\"12\"", with: "12"), file: "c")
      .root
    #expect(!changed.saysTheSame(as: tree))
  }
}

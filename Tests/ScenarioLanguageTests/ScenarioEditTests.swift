// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

struct ScenarioEditTests {
  private static let text = """
    # tuned by hand
    客户:   {wealthy: 300_000, earning: "5_000"}  # two thresholds
    deep:
      - a:   -1.5     # keep me
      - 'b # c'
    long: |
      two
      lines
    empty:
    """

  private func edited(_ edits: [ScenarioEdit]) throws -> String {
    try ScenarioDocument(text: Self.text, file: "f").text(applying: edits)
  }

  @Test func onlyTheValuesCharactersChange() throws {
    let result = try edited([
      ScenarioEdit(path: ["客户", "wealthy"], number: 1_250_000),
      ScenarioEdit(path: ["deep", "[1]", "a"], number: 0.25),
      ScenarioEdit(path: ["客户", "earning"], number: 6_000),
      ScenarioEdit(path: ["deep", "[2]"], text: "d"),
    ])
    let expected = Self.text.replacing("300_000", with: "1_250_000").replacing("-1.5", with: "0.25")
      .replacing("\"5_000\"", with: "6000").replacing("'b # c'", with: "d")
    #expect(result == expected)
  }

  @Test func numbersReadBackAsTheyWere() throws {
    for number in [0, -12_345, 9_999, 10_000, 1e15, 0.1 + 0.2, -1e-7, 123_456_789.5] {
      let edit = ScenarioEdit(path: ["deep", "[1]", "a"], number: number)
      let root = try ScenarioDocument(text: try edited([edit]), file: "g").root
      let value = try #require(root.value(at: edit.path)?.text)
      #expect(ScenarioReader.parseNumber(value) == number)
    }
  }

  @Test(arguments: [["nowhere"], ["long"], ["empty"], ["deep"], ["deep", "[3]"], ["deep", "[0]"]])
  func whatCannotBeChangedIsTold(path: [String]) throws {
    #expect(throws: ScenarioProblems.self) {
      try edited([ScenarioEdit(path: path, number: 3)])
    }
  }

  @Test(arguments: ["1, b: 2", "a # b", "a: b", "", "*x", "[1"])
  func textThatWouldReadOtherwiseIsRefused(text: String) throws {
    #expect(throws: ScenarioProblems.self) {
      try edited([ScenarioEdit(path: ["客户", "wealthy"], text: text)])
    }
  }

  @Test func lineEndsOfWindowsStay() throws {
    let text = "a: 1\r\nb: 2  # two\r\n"
    let document = try ScenarioDocument(text: text, file: "f")
    let result = try document.text(applying: [ScenarioEdit(path: ["b"], number: 30_000)])
    #expect(result == "a: 1\r\nb: 30_000  # two\r\n")
  }
}

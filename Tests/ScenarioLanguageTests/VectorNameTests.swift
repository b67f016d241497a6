// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

@Suite struct VectorNameTests {
  @Test(
    arguments: [
      ("x", "x", nil), ("x[3]", "x", 3...3), ("x[1..20]", "x", 1...20),
      ("long_1[0..0]", "long_1", 0...0),
      ("x[999000..999999]", "x", 999_000...999_999),
    ] as [(String, String, ClosedRange<Int>?)])
  func namesAreRead(text: String, base: String, range: ClosedRange<Int>?) throws {
    let name = try VectorName(text)
    #expect(name.base == base && name.range == range)
  }

  @Test(
    arguments: [
      "x[", "x[]", "x[1", "x]1[", "x[1..]", "x[..2]", "x[1..2..3]", "x[1...2]", "x[01..2]",
      "x[-1..2]",
      "x[1.5]", "x[1..2]y", "x[1_0]", "x[ 1]", "x[2..1]", "x[0..1000]", "x[0..1000000]", "x[1][2]",
      "x[99999999999999999999]",
    ])
  func whatIsNoRangeIsRefused(text: String) {
    #expect(throws: VectorName.Fault.self) { try VectorName(text) }
  }

  @Test func runsOfElementsAreFolded() {
    let names = ["a", "x[1]", "x[2]", "x[3]", "y[4]", "x[5]", "x[4]", "x[5]"]
    #expect(VectorName.folded(names) == ["a", "x[1..3]", "y[4]", "x[5]", "x[4..5]"])
    #expect(VectorName.folded([]).isEmpty)
    #expect(
      VectorName.runs(["x[1]", "x[2]", "x[3]"]) { _, right in right != 2 } == [0...1, 2...2])
  }

  /// Written out and read again, a vector stays a vector.
  @Test func theResolvedTextKeepsVectors() throws {
    let text = "world:\n  x[1..20]:\n    normal:\n      mean: index\n      sd: 1\n"
    let document = try ScenarioDocument(text: text, file: "f.yaml")
    #expect(document.root.yamlText == text)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import Testing

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (1, "1"), (-3, "-3"), (0.1, "0.1"), (-0.25, "-0.25"), (12.3456, "12.3456"),
      (0.0001, "0.0001"), (-0.0205, "-0.0205"), (1e-9, "1e-09"), (1.0 / 3, "0.3333333333333333"),
      (9_007_199_254_740_991, "9007199254740991"), (100_000_000_000.5, "100000000000.5"),
      (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"), (-0.0, "-0.0"),
    ] as [(Double, String)])
  func shortestText(number: Double, text: String) { #expect(NumberText.text(number) == text) }

  @Test func textOfNoNumberIsEmpty() {
    for number in [Double.nan, .infinity, -.infinity] { #expect(NumberText.text(number).isEmpty) }
  }

  /// Every text reads back as the same bits, and none is longer than Swift's shortest form.
  @Test func readsBackAsTheSameNumber() {
    var state: UInt64 = 20_261_123
    for index in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let number =
        switch index % 4 {
        case 0: Double(bitPattern: state)
        case 1: Double(state >> 30) / 10_000
        case 2: Double(state >> 40) / 100 - 80_000
        default: Double(Int64(bitPattern: state) >> 8)
        }
      guard number.isFinite else { continue }
      let text = NumberText.text(number)
      #expect(Double(text)?.bitPattern == number.bitPattern)
      #expect(text.utf8.count <= number.description.utf8.count)
    }
  }
}

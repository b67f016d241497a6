// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors where more levels are hidden than one word of codes holds.
@Suite struct ManyLevelsTests {
  /// Ten independent levels of which the segment needs all, each told by a number: the chances of all of
  /// them multiply.
  ///
  /// The last two move, whose codes stand beyond the word.
  @Test func tenLevelsMultiply() throws {
    let numbers = 1...10
    func lines(_ line: (Int) -> String) -> String { numbers.map(line).joined(separator: "\n") }
    let all = numbers.map { "l\($0) == on" }.joined(separator: " and ")
    let moves = ", moves: {off: {on: 0.1}}"
    let model = try WrittenWorld.model(
      """
      population: {customers: 200, from: 2026-01, months: 2}
      world:
      \(lines { "  l\($0): {levels: {off: 0.\($0 % 3 + 1), on: rest}\($0 > 8 ? moves : "")}" })
      \(lines { "  x\($0): {normal: {mean: {by l\($0): {off: 0, on: 1}}, sd: 1}, each: month}" })
      segments: {side: {first match: [{every: \(all)}, {some: otherwise}]}}
      view:
      \(lines { "  x\($0): [{of: x\($0)}]" })
      """)
    for month in 0...1 {
      let sample = try PosteriorCheck.sample(model, scheme: "side", month: month)
      #expect(sample.truth.count == 200)
      for row in sample.truth.indices {
        let chances = numbers.map { number in
          let off = Double(number % 3 + 1) / 10 * (month == 1 && number > 8 ? 0.9 : 1)
          let x = sample.seen[number - 1][row]
          let (low, high) = (off * exp(-x * x / 2), (1 - off) * exp(-(x - 1) * (x - 1) / 2))
          return high / (low + high)
        }
        #expect(abs(sample.posteriors[row][0] - chances.reduce(1, *)) < 1e-12)
      }
    }
  }
}

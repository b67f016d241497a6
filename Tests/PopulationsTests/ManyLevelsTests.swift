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

  /// Levels that all move, of which numbers remember those at entry: ten of them make more than a
  /// million states in the second month, sixteen too many to begin with.
  @Test(arguments: [(10, 1), (16, 0)]) func tooManyStatesAreTold(_ count: Int, _ month: Int) throws
  {
    let plan = try PosteriorPlan(
      Self.world(of: count, isNew: false), scheme: 0, seeing: Array(0..<count))
    let timeline = try PosteriorTimeline(plan, through: 2)
    let limit = try #require(timeline.limit)
    #expect(limit.month == month && limit.reason == PosteriorTimeline.tooMany)
    for own in 0..<3 { #expect((timeline.model(own) != nil) == (own < month)) }
  }

  @Test func tooManyStatesHaveNoHistory() throws {
    let plan = try PosteriorPlan(
      Self.world(of: 12, isNew: true), scheme: 0, seeing: Array(0..<12))
    do {
      _ = try HistoryModel(plan, through: 2)
      Issue.record("there is a history")
    } catch {
      #expect(error.reason == PosteriorTimeline.tooMany)
    }
  }

  private static func world(of count: Int, isNew: Bool) throws -> PopulationModel {
    func lines(_ line: (Int) -> String) -> String {
      (1...count).map(line).joined(separator: "\n")
    }
    let all = (1...count).map { "l\($0) == on" }.joined(separator: " and ")
    let moves = "moves: {off: {on: 0.1}, on: {off: 0.1}}"
    let after = isNew ? "each: month" : "after move: keep"
    return try WrittenWorld.model(
      """
      population: {customers: 20, from: 2026-01, months: 3}
      world:
      \(lines { "  l\($0): {levels: {off: 0.5, on: rest}, \(moves)}" })
      \(lines { "  x\($0): {normal: {mean: {by l\($0): {off: 0, on: 1}}, sd: 1}, \(after)}" })
      segments: {side: {first match: [{every: \(all)}, {some: otherwise}]}}
      view:
      \(lines { "  x\($0): [{of: x\($0)}]" })
      """)
  }
}

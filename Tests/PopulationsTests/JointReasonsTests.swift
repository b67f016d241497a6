// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// Segments that depend on several numbers in a way that is not read backwards have a reason before
/// anything runs.
@Suite struct JointReasonsTests {
  @Test(arguments: [
    (
      "x: {normal: {mean: 0, sd: 1}}\n  y: {normal: {mean: 0, sd: 1}}",
      "first match: [{low: x + y < 0}, {odd: x * x > y}, {high: otherwise}]",
      "the rules of the segment compare numbers by more than sums of their products"
    ),
    (
      nine, "first match: [{low: a + b + c + d + e + f + g + h + i < 0}, {high: otherwise}]",
      "the rules of the segment compare 9 numbers with each other, more than 8"
    ),
    (
      nine,
      "softmax: {low: 0, high: a + b + c + d + e + f + g + h + i}, noise redrawn: {after move: all}",
      "the segment's chances change with 9 numbers together, more than 8"
    ),
    (
      "step: {lognormal: {mean: 1, sd: 0.03}, each: month}\n  x: {lognormal: {median: 5, sigma: 1}, "
        + "monthly: x * step}\n  y: {lognormal: {median: 5, sigma: 1}}",
      "first match: [{low: x < y}, {high: otherwise}]",
      "rules compare 'x', of which months are seen, with other numbers"
    ),
    (
      "x: {gamma: {shape: 2, mean: 8}}\n  n: {poisson: {mean: x}, each: month}\n  "
        + "y: {normal: {mean: 0, sd: 1}}",
      "softmax: {low: 0, high: x - y}, noise redrawn: {after move: all}",
      "windows show 'x', and the segment's chances change with it everywhere"
    ),
  ])
  func whatIsNotReadBackwardsIsTold(_ world: String, _ segments: String, _ reason: String) throws {
    let feature = world.contains("poisson") ? "n" : world.contains("step") ? "x" : nil
    let view =
      feature.map { "{seen: [{of: \($0)}, {mean of: 2 months}]}" }
      ?? "{seen: [{of: \(Self.first(world))}]}"
    let model = try WrittenWorld.model(
      """
      population: {customers: 60, from: 2026-01, months: 2}
      world:
        \(world)
      segments: {side: {\(segments)}}
      view: \(view)

      """)
    do {
      _ = try PosteriorPlan(model, scheme: 0, seeing: [0])
      Issue.record("it is read backwards, although \(reason)")
    } catch {
      #expect(error.reason == reason)
    }
  }

  private static func first(_ world: String) -> Substring { world.prefix { $0 != ":" } }

  private static let nine = "abcdefghi".map { "\($0): {normal: {mean: 0, sd: 1}}" }
    .joined(separator: "\n  ")
}

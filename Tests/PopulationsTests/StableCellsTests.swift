// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import ScenarioLanguage
import Testing

/// A draw depends on its own cell and on nothing else.
@Suite struct StableCellsTests {
  private struct Parts {
    var customers = 3000
    var before = ""
    var after = ""
    var stepBefore = ""
    var stepAfter = ""
    var feature = ""
    var schemes = ""
    var drift = ""

    var text: String {
      """
      population:
        customers: \(customers)
        from: 2026-01
        months: 6
        entry: {monthly: 0.02, mix: {a: 0.2, b: 0.8}}
        exit: {hazard: 0.03}
      world:
      \(before)
        group: {levels: {a: 0.4, b: 0.6}, moves: {a: {b: 0.05}, b: {a: 0.02}}}
        shock: {normal: {mean: 0, sd: 0.1}, each: month}
        value:
          lognormal: {median: {by group: {a: 10, b: 30}}, sigma: 0.5}
          monthly: value * exp(shock)
          after move: redraw
      \(after)
      segments:
      \(schemes)
        need: {softmax: {x: log(value), y: 2, z: 3 - log(value)}, noise redrawn: {after move: all, each month: 0.1}}
        size: {cut: value, mean of: 3 months, levels: {small: below 15, large: above}}
      view:
      \(feature)
        value: [{of: value}, \(stepBefore){refresh: {every: 4 months}}, {times: {lognormal: {mu: 0, sigma: 0.2}}, per: refresh}, {late: {by: 1 month, share: 0.3}, per: month}\(stepAfter), {missing: 0.1, per: customer}]
      \(drift)
      """
    }
  }

  private static func recorded(
    _ parts: Parts, blockSize: Int = 1000, reversed: Bool = false
  ) throws -> RecordedPopulation {
    RecordedPopulation(
      try WrittenWorld.model(parts.text), blockSize: blockSize, reversed: reversed)
  }

  /// Compares all of the first population that the second one has too.
  private static func expectSame(
    _ first: RecordedPopulation, _ second: RecordedPopulation,
    _ comment: Comment, location: SourceLocation = #_sourceLocation
  ) {
    for (left, right) in zip(first.months, second.months) {
      let rows = right.rows(of: left.customers)
      guard rows.allSatisfy({ $0 != nil }) else {
        Issue.record("customers are missing: \(comment)", sourceLocation: location)
        return
      }
      let known = rows.compactMap { $0 }
      for name in ["group", "shock", "value"] {
        let other = known.map { right.world[name]?[$0] ?? -1 }
        #expect(left.world[name]?.bits == other.bits, comment, sourceLocation: location)
      }
      for name in ["need", "size"] {
        let other = known.map { right.truths[name]?[$0] ?? 255 }
        #expect(left.truths[name] == other, comment, sourceLocation: location)
      }
      let seen = known.map { right.view["value"]?[$0] ?? -1 }
      #expect(left.view["value"]?.bits == seen.bits, comment, sourceLocation: location)
    }
  }

  @Test(arguments: [1, 7, 64, 1000, 5000])
  func blocksChangeNothing(blockSize: Int) throws {
    let (first, second) = (
      try Self.recorded(Parts()), try Self.recorded(Parts(), blockSize: blockSize, reversed: true)
    )
    Self.expectSame(first, second, "blocks of \(blockSize)")
    #expect(first.ledger == second.ledger)
    #expect(first.leavers == second.leavers)
  }

  @Test func moreCustomersLeaveTheOthersAsTheyWere() throws {
    var more = Parts()
    more.customers = 5000
    Self.expectSame(try Self.recorded(Parts()), try Self.recorded(more), "customers")
  }

  @Test func furtherQuantitiesChangeNothing() throws {
    var parts = Parts()
    parts.before = """
        region: {levels: {north: 0.5, south: 0.5}, moves: {north: {south: 0.2}}}
        extra: {gamma: {shape: 2, scale: 3}, each: month}
      """
    parts.after = "  other: {normal: {mean: value, sd: 1}, monthly: other * 0.5 + shock}"
    parts.schemes = "  where: {is: region}"
    parts.feature = "  other: [{of: other}, {plus: {normal: {mean: 0, sd: 1}}, per: month}]"
    Self.expectSame(try Self.recorded(Parts()), try Self.recorded(parts), "quantities")
  }

  /// Quantities, schemes and features in another order, as far as references allow it.
  @Test func theOrderChangesNothing() throws {
    var parts = Parts()
    parts.feature = "  kind: [{of: group}]"
    let written = parts.text
    let lines = written.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    func swapping(_ first: String, _ second: String, in lines: [String]) throws -> [String] {
      let one = try #require(lines.firstIndex { $0.hasPrefix("  " + first) })
      let two = try #require(lines.lastIndex { $0.hasPrefix("  " + second) })
      var lines = lines
      lines.swapAt(one, two)
      return lines
    }
    var other = try swapping("group: {levels", "shock:", in: lines)
    other = try swapping("need:", "size:", in: other)
    other = try swapping("kind:", "value: [", in: other)
    let reordered = other.joined(separator: "\n")
    #expect(reordered != written)
    let models = try [written, reordered].map { RecordedPopulation(try WrittenWorld.model($0)) }
    Self.expectSame(models[0], models[1], "order")
  }

  @Test func furtherStepsChangeNoOtherStepsDraws() throws {
    var parts = Parts()
    parts.stepBefore = "{plus: 0}, "
    parts.stepAfter = ", {clip: [0, 1e9]}"
    Self.expectSame(try Self.recorded(Parts()), try Self.recorded(parts), "steps")
  }

  @Test func refreshesDoNotDependOnTheWarmUp() throws {
    let text = """
      population: {customers: 500, from: 2026-01, months: 9, exit: {hazard: 0.05}}
      world:
        group: {levels: {a: 0.4, b: 0.6}}
        value: {normal: {mean: 0, sd: 1}, each: month}
      segments: {s: {is: group}}
      view:
        value: [{of: value}, {refresh: {every: 4 months}}, {times: {lognormal: {mu: 0, sigma: 0.2}}, per: refresh}]
      """
    let longer = text + "\n  longer: [{of: value}, {mean of: 10 months}]\n"
    let models = try [text, longer].map { try WrittenWorld.model($0) }
    #expect(models.map(\.warmUp) == [3, 9])
    let recorded = models.map { RecordedPopulation($0) }
    for (left, right) in zip(recorded[0].months, recorded[1].months) {
      #expect(left.customers == right.customers)
      #expect(left.view["value"]?.bits == right.view["value"]?.bits)
    }
  }

  @Test func driftChangesNoDrawOutOfItsMonths() throws {
    var parts = Parts()
    parts.drift = """
      drift:
        rise: {from: 2026-04, changes: {segments.need.x: {add: 1}, world.value.lognormal.median: {times: 2}}}
      """
    let (first, second) = (try Self.recorded(Parts()), try Self.recorded(parts))
    for month in 0..<3 {
      #expect(first[month].view["value"]?.bits == second[month].view["value"]?.bits)
      #expect(first[month].truths["need"] == second[month].truths["need"])
    }
    #expect(first[3].truths["need"] != second[3].truths["need"])
    #expect(first[5].world["group"]?.bits == second[5].world["group"]?.bits)
  }
}

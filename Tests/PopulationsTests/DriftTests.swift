// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// The same customers with and without a declared change.
@Suite struct DriftTests {
  private static let text = """
    population: {customers: 2_000, from: 2026-01, months: 6, entry: {monthly: 0.05}}
    world:
      group: {levels: {a: 0.4, b: 0.6}, moves: {a: {b: 0.1}}}
      step: {normal: {mean: 0, sd: 0.1}, each: month}
      digital: {beta: {a: 3, b: 2}, monthly: expit(logit(digital) + step)}
      income: {lognormal: {median: {by group: {a: 10, b: 20}}, sigma: 0.5}, after move: redraw}
      double: {is: income * 2}
      payments: {poisson: {mean: 4}, each: month}
      used: {is: digital + 1}
    segments: {s: {is: group}}
    view: {digital: [{of: digital}]}
    """

  private static func recorded(_ drift: String) throws -> RecordedPopulation {
    RecordedPopulation(try WrittenWorld.model(text + "\ndrift: {d: {\(drift)}}"))
  }

  private static func expectSame(
    _ left: RecordedMonth, _ right: RecordedMonth, but names: Set<String> = []
  ) {
    for name in left.world.keys.sorted() where !names.contains(name) {
      #expect(left.world[name]?.bits == right.world[name]?.bits, "\(name)")
    }
  }

  @Test func aShiftedValueIsShiftedInItsMonthsOnly() throws {
    let plain = RecordedPopulation(try WrittenWorld.model(Self.text))
    let shifted = try Self.recorded(
      "from: 2026-03, for: 2 months, changes: {world.digital: {add: 0.8, scale: logit}}")
    for month in 0..<6 {
      guard (2..<4).contains(month) else {
        Self.expectSame(plain[month], shifted[month])
        #expect(plain[month].view["digital"]?.bits == shifted[month].view["digital"]?.bits)
        continue
      }
      Self.expectSame(plain[month], shifted[month], but: ["digital", "used"])
      let before = try #require(plain[month].world["digital"])
      let after = try #require(shifted[month].world["digital"])
      let logit = { (share: Double) in UnitLogarithm.of(share / (1 - share)) }
      #expect(zip(before, after).allSatisfy { abs(logit($1) - logit($0) - 0.8) < 1e-9 })
      #expect(shifted[month].world["used"]?.bits == after.map { $0 + 1 }.bits)
      #expect(shifted[month].view["digital"]?.bits == after.bits)
    }
  }

  @Test func aScaleHasAPlaceForEveryValue() throws {
    func messages(_ change: String) throws -> [String] {
      try WrittenWorld.messages(
        Self.text + "\ndrift: {d: {from: 2026-02, changes: {\(change)}}}"
      ).filter { $0.contains("scale") }
    }
    #expect(
      try messages("world.step: {add: 1, scale: logit}")
        == ["'world.step' can lie outside 0 to 1, where it has no place on the logit scale"])
    #expect(
      try messages("world.step: {times: 2, scale: log}")
        == ["'world.step' can lie below 0, where it has no place on the log scale"])
    #expect(try messages("world.income: {add: 1, scale: logit}").count == 1)
    for fine in [
      "world.step: {set: 1, scale: logit}", "world.digital: {add: 1, scale: logit}",
      "world.income: {add: 1, scale: log}", "world.payments: {times: 2, scale: log}",
    ] {
      #expect(try messages(fine).isEmpty, "\(fine)")
    }
  }

  @Test func aDerivedValueIsShiftedToo() throws {
    let plain = RecordedPopulation(try WrittenWorld.model(Self.text))
    let shifted = try Self.recorded(
      "from: 2026-03, until: 2026-04, changes: {world.double: {times: 3}}")
    for month in 0..<6 {
      Self.expectSame(plain[month], shifted[month], but: ["double"])
      let factor = (2..<4).contains(month) ? 6.0 : 2
      let income = try #require(plain[month].world["income"])
      let double = try #require(shifted[month].world["double"])
      #expect(zip(income, double).allSatisfy { abs($1 - $0 * factor) < 1e-9 * $1 })
    }
  }

  @Test func aLawsParameterReachesNewDrawsOnly() throws {
    let plain = RecordedPopulation(try WrittenWorld.model(Self.text))
    let drifted = try Self.recorded(
      "from: 2026-01, changes: {world.income.lognormal.median: {times: 1.5}}")
    // The first book keeps the declared laws; those who move or enter later draw from the new ones.
    Self.expectSame(plain[0], drifted[0])
    let (before, after) = (plain[5].world["income"] ?? [], drifted[5].world["income"] ?? [])
    let first = plain[0].world["income"] ?? []
    var (kept, drawn) = (0, 0)
    for (row, customer) in plain[5].customers.enumerated() {
      let isNew = customer >> 32 > 0 || before[row] != first[Int(customer)]
      #expect(abs(after[row] / before[row] - (isNew ? 1.5 : 1)) < 1e-6)
      kept += isNew ? 0 : 1
      drawn += isNew ? 1 : 0
    }
    #expect(kept > 1000 && drawn > 700)
  }

  @Test func monthlyDrawsFollowTheirLawAtOnce() throws {
    let plain = RecordedPopulation(try WrittenWorld.model(Self.text))
    let drifted = try Self.recorded(
      "from: 2026-03, for: 1 month, changes: {world.payments.poisson.mean: {add: 3}}")
    for month in 0..<6 {
      Self.expectSame(plain[month], drifted[month], but: month == 2 ? ["payments"] : [])
    }
    let (less, more) = (plain[2].world["payments"] ?? [], drifted[2].world["payments"] ?? [])
    // The same cells: a draw only moves up with its mean.
    #expect(zip(less, more).allSatisfy { $0 <= $1 })
    #expect(Agreement.mean(more, 7) < 5)
  }

  @Test func changesOnTheSameTargetAddUp() throws {
    let both = RecordedPopulation(
      try WrittenWorld.model(
        Self.text + """

          drift:
            one: {from: 2026-02, changes: {world.digital: {add: 0.5, scale: logit}}}
            two: {from: 2026-04, changes: {world.digital: {add: 0.3, scale: logit}}}
          """))
    let plain = RecordedPopulation(try WrittenWorld.model(Self.text))
    let logit = { (share: Double) in UnitLogarithm.of(share / (1 - share)) }
    for (month, shift) in [0, 0.5, 0.5, 0.8, 0.8, 0.8].enumerated() {
      let (before, after) = (
        plain[month].world["digital"] ?? [], both[month].world["digital"] ?? []
      )
      #expect(zip(before, after).allSatisfy { abs(logit($1) - logit($0) - shift) < 1e-9 })
    }
  }

  /// Rates and laws' parameters are told before and after; where several numbers change, none is.
  @Test func whatIsOneNumberIsKnownBeforeAndAfter() throws {
    let model = try WrittenWorld.model(
      Self.text + """

        drift:
          one:
            from: 2026-02
            changes:
              population.entry.monthly: {set: 0.1}
              world.payments.poisson.mean: {add: 3}
              world.group.moves.a.b: {times: 2}
          two:
            from: 2026-04
            changes:
              world.payments.poisson.mean: {times: 2}
              world.income.lognormal.median: {times: 1.5}
              world.digital: {add: 0.3, scale: logit}
        """)
    let numbers = model.drift.map { $0.numbers.map { [$0.before, $0.after] } ?? [] }
    #expect(numbers == [[0.05, 0.1], [4, 7], [0.1, 0.2], [7, 14], [], []])
  }
}

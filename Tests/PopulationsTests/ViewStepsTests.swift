// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// Each step of the view against the plainest way of working it out from the world's values.
@Suite struct ViewStepsTests {
  /// Values drawn anew each month with entrants and leavers, and one feature for each step.
  private static let text = """
    population: {customers: 3_000, from: 2026-01, months: 8, entry: {monthly: 0.05}, exit: {hazard: 0.04}}
    world:
      group: {levels: {a: 0.4, b: 0.6}}
      value: {normal: {mean: 100, sd: 30}, each: month}
      visits: {poisson: {mean: 3}, each: month}
    segments: {s: {is: group}}
    view:
      plain: [{of: value}]
      doubled: [{of: value * 2}]
      rounded: [{of: value}, {round: nearest 10}]
      clipped: [{of: value}, {clip: [80, 120]}]
      plus: [{of: value}, {plus: {normal: {mean: 0, sd: 1}}, per: month}]
      plus_once: [{of: value}, {plus: {normal: {mean: 0, sd: 1}}, per: customer}]
      times: [{of: value}, {times: 3}]
      heaped: [{of: value}, {heap: {to: 50, share: 0.4}, per: customer}]
      late: [{of: value}, {late: {by: 2 months}}]
      late_some: [{of: value}, {late: {by: 1 month, share: 0.3}, per: month}]
      refreshed: [{of: value}, {refresh: {every: 3 months}}]
      by_chance: [{of: value}, {refresh: {hazard: 0.2}}, {plus: {normal: {mean: 0, sd: 1}}, per: refresh}]
      gone: [{of: value}, {missing: 0.25, per: month}]
      gone_high: [{of: value}, {missing: "if(value > 130 and group in (b), 1, 0)", per: month}]
      gone_with: [{of: value}, {missing: "if(missing(view.gone), 1, 0)", per: month}]
      filled: [{of: value}, {missing: 0.25, per: customer}, {impute: -1}]
      group: [{of: group}, {late: {by: 1 month}}]
    """

  private static func recorded() throws -> RecordedPopulation {
    RecordedPopulation(try WrittenWorld.model(text), blockSize: 700)
  }

  @Test func fixedStepsChangeEachValueAsSaid() throws {
    let recorded = try Self.recorded()
    for month in recorded.months {
      let value = try #require(month.world["value"])
      #expect(month.view["plain"]?.bits == value.bits)
      #expect(month.view["doubled"]?.bits == value.map { $0 * 2 }.bits)
      #expect(month.view["times"]?.bits == value.map { $0 * 3 }.bits)
      let rounded = value.map { ($0 / 10).rounded(.toNearestOrAwayFromZero) * 10 }
      #expect(month.view["rounded"]?.bits == rounded.bits)
      #expect(month.view["clipped"]?.bits == value.map { min(120, max(80, $0)) }.bits)
      #expect(month.view["group"]?.bits == month.world["group"]?.bits)
    }
  }

  @Test func lateValuesAreThoseOfEarlierMonthsOrOfTheEntry() throws {
    let recorded = try Self.recorded()
    let values = recorded.months.map { month in
      Dictionary(uniqueKeysWithValues: zip(month.customers, month.world["value"] ?? []))
    }
    var (late, total) = (0, 0)
    for now in 2..<8 {
      let month = recorded[now]
      for (row, customer) in month.customers.enumerated() {
        let entry = max(0, Int(customer >> 32) - 1)
        let isFirst = customer >> 32 == 0
        let back = isFirst ? now - 2 : max(entry, now - 2)
        #expect(month.view["late"]?[row] == values[back][customer])
        let (own, seen) = (month.world["value"]?[row], month.view["late_some"]?[row])
        let before = isFirst || now > entry ? values[now - 1][customer] : own
        #expect(seen == own || seen == before)
        if before != own {
          total += 1
          late += seen == before ? 1 : 0
        }
      }
    }
    // The false-alarm rate of five standard errors is below one in a million.
    #expect(Agreement.share(late, of: total, 0.3) < 5)
  }

  @Test func noiseIsDrawnForItsPeriod() throws {
    let recorded = try Self.recorded()
    let pairs = Self.pairs(recorded)
    var (monthly, refreshes, total) = ([Double](), 0, 0)
    for (last, now, rows) in pairs {
      for (before, after) in rows {
        let added = { (name: String, month: RecordedMonth, row: Int) in
          (month.view[name]?[row] ?? 0) - (month.world["value"]?[row] ?? 0)
        }
        monthly.append(added("plus", now, after))
        #expect(added("plus", last, before) != added("plus", now, after))
        #expect(abs(added("plus_once", last, before) - added("plus_once", now, after)) < 1e-9)
        // The noise is drawn with the refresh, so the value seen changes only with it.
        total += 1
        refreshes += last.view["by_chance"]?[before] != now.view["by_chance"]?[after] ? 1 : 0
      }
    }
    #expect(Agreement.mean(monthly, 0) < 5 && abs(monthly.variance - 1) < 0.05)
    #expect(Agreement.share(refreshes, of: total, 0.2) < 5)
  }

  @Test func regularRefreshesComeInPhases() throws {
    let recorded = try Self.recorded()
    var phases: [UInt64: Set<Int>] = [:]
    for (now, month) in recorded.months.enumerated() {
      for (row, customer) in month.customers.enumerated() {
        let isFresh = month.view["refreshed"]?[row] == month.world["value"]?[row]
        let isEntry = Int(customer >> 32) == now + 1
        if isEntry {
          #expect(isFresh)
        } else if isFresh {
          phases[customer, default: []].insert(now % 3)
        }
      }
    }
    #expect(phases.values.allSatisfy { $0.count == 1 })
    let counts = (0..<3).map { phase in phases.values.count { $0.contains(phase) } }
    // Those who left before their month came are missing, most of all from the last one.
    #expect(counts.allSatisfy { $0 > 800 })
  }

  @Test func valuesGoMissingAsSaidAndAreFilled() throws {
    let recorded = try Self.recorded()
    var (gone, total) = (0, 0)
    for month in recorded.months {
      let (value, group) = (month.world["value"] ?? [], month.world["group"] ?? [])
      let high = zip(value, group).map { $0 > 130 && $1 == 1 ? Double.nan : $0 }
      #expect(month.view["gone_high"]?.bits == high.bits)
      let seen = try #require(month.view["gone"])
      #expect(month.view["gone_with"]?.bits == seen.bits)
      #expect(zip(seen, value).allSatisfy { $0.isNaN || $0 == $1 })
      gone += seen.count { $0.isNaN }
      total += seen.count
      #expect(month.view["filled"]?.allSatisfy { !$0.isNaN } == true)
    }
    #expect(Agreement.share(gone, of: total, 0.25) < 5)
    for (last, now, rows) in Self.pairs(recorded) {
      #expect(
        rows.allSatisfy { (last.view["filled"]?[$0] == -1) == (now.view["filled"]?[$1] == -1) })
    }
    let first = recorded[0].view["filled"]?.count { $0 == -1 } ?? 0
    #expect(Agreement.share(first, of: 3000, 0.25) < 5)
  }

  @Test func heapingTakesTheSameCustomersEachMonth() throws {
    let recorded = try Self.recorded()
    for (last, now, rows) in Self.pairs(recorded) {
      for (before, after) in rows {
        let isRound = [(last, before), (now, after)].map { month, row in
          (month.view["heaped"]?[row] ?? 0).truncatingRemainder(dividingBy: 50) == 0
        }
        #expect(isRound[0] == isRound[1])
      }
    }
    let rounders =
      recorded[0].view["heaped"]?.count { $0.truncatingRemainder(dividingBy: 50) == 0 } ?? 0
    #expect(Agreement.share(rounders, of: 3000, 0.4) < 5)
  }

  @Test func theLedgerCountsEveryChange() throws {
    let recorded = try Self.recorded()
    let ledger = try #require(recorded.ledger)
    #expect(ledger.seen == recorded.months.map(\.customers.count))
    for name in ["rounded", "clipped", "times", "late", "refreshed", "gone", "heaped"] {
      let entry = try #require(ledger.entries.first { $0.feature == name })
      let changed = recorded.months.map { month in
        zip(month.view[name] ?? [], month.world["value"] ?? []).count {
          $0.bitPattern != $1.bitPattern
        }
      }
      #expect(entry.changed == changed)
    }
  }

  /// Months that follow each other, with the rows of the customers in both.
  private static func pairs(
    _ recorded: RecordedPopulation
  ) -> [(RecordedMonth, RecordedMonth, [(Int, Int)])] {
    zip(recorded.months, recorded.months.dropFirst()).map { last, now in
      let rows = now.rows(of: last.customers).enumerated().compactMap { row, next in
        next.map { (row, $0) }
      }
      return (last, now, rows)
    }
  }
}

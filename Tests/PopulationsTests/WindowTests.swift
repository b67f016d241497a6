// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Testing

/// Windows against the same statistics worked out customer by customer.
@Suite struct WindowTests {
  private static let statistics = ["mean", "max", "min", "sum", "last", "trend"]

  private static var text: String {
    let windows = statistics.map {
      "  \($0): [{of: value}, {missing: \"if(hole < 0.3, 1, 0)\", per: month}, {\($0) of: 3 months}]"
    }
    return """
      population: {customers: 1_500, from: 2026-01, months: 7, entry: {monthly: 0.1}, exit: {hazard: 0.05}}
      world:
        group: {levels: {a: 1}}
        hole: {uniform: {from: 0, to: 1}, each: month}
        value: {normal: {mean: 10, sd: 3}, each: month}
      segments: {level: {cut: value, mean of: 3 months, levels: {low: below 9, middle: below 11, high: above}}}
      view:
        seen: [{of: value}, {missing: "if(hole < 0.3, 1, 0)", per: month}]
      \(windows.joined(separator: "\n"))
      """
  }

  @Test func windowsHoldTheMonthsSinceEntryWithoutMissingValues() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text), blockSize: 400)
    let seen = recorded.months.map { month in
      Dictionary(uniqueKeysWithValues: zip(month.customers, month.view["seen"] ?? []))
    }
    var (short, holes) = (0, 0)
    for now in 2..<7 {
      for (row, customer) in recorded[now].customers.enumerated() {
        // The first months back: nothing before an entry.
        let window = (0..<3).compactMap { back in seen[now - back][customer].map { (back, $0) } }
        short += window.count < 3 ? 1 : 0
        let present = window.filter { !$0.1.isNaN }
        holes += present.count < window.count ? 1 : 0
        for name in Self.statistics {
          let found = recorded[now].view[name]?[row] ?? 0
          let expected = Self.expected(name, present)
          #expect(expected.isNaN ? found.isNaN : abs(found - expected) < 1e-12)
        }
      }
    }
    #expect(short > 100 && holes > 1000)
  }

  @Test func segmentsAreCutFromTheWindowOfTheTrueValues() throws {
    let recorded = RecordedPopulation(try WrittenWorld.model(Self.text), blockSize: 400)
    let values = recorded.months.map { month in
      Dictionary(uniqueKeysWithValues: zip(month.customers, month.world["value"] ?? []))
    }
    for now in 2..<7 {
      for (row, customer) in recorded[now].customers.enumerated() {
        let window = [2, 1, 0].compactMap { values[now - $0][customer] }
        let mean = window.dropFirst().reduce(window[0], +) / Double(window.count)
        let segment: UInt8 = mean < 9 ? 0 : mean < 11 ? 1 : 2
        #expect(recorded[now].truths["level"]?[row] == segment)
      }
    }
  }

  /// The statistic of the values that are present, each with its months back.
  private static func expected(_ name: String, _ present: [(Int, Double)]) -> Double {
    let values = present.map(\.1)
    guard let latest = values.first else { return .nan }
    switch name {
    case "mean": return values.mean
    case "max": return values.max() ?? .nan
    case "min": return values.min() ?? .nan
    case "sum": return values.reduce(0, +)
    case "last": return latest
    default:
      // The slope of two or three points: over 0, -1, -2 the middle one does not matter.
      guard present.count > 1, let (back, oldest) = present.last else { return 0 }
      if present.count == 3 || back - present[0].0 == 2 {
        return (latest - oldest) / 2
      }
      return latest - oldest
    }
  }
}

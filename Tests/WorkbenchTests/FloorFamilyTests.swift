// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// No classifier beats the floor of what it sees: one family of tests over all scenarios that are shipped,
/// their classifiers and months, with a false-alarm rate of 1e-4 for the whole family, at fixed seeds.
///
/// Each errs as often as is expected of it but for chance, which is tested, and never less than the best
/// rule by the same posterior, which holds customer by customer.
@Suite struct FloorFamilyTests {
  private static let folder = Fixtures.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Scenarios")

  private static func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
  }

  private static func table(_ file: String) async throws -> MeasurementTable {
    let source = try ScenarioSource.load(folder.appending(path: file).path)
    var root = ScenarioOverrides(customers: 2_000).applied(to: source.root)
      .setting(["floor", "customers"], to: "600").setting(["budget"], to: "no")
    if file == "retail-bank.yaml" {
      // Needs of 24 months are slow.
      root = root.setting(["floor", "by scheme", "need"], to: "30")
    }
    let scenario = try Scenario(root)
    return try await Runner(scenario, RunOptions(threads: 2)).run().measurements
  }

  /// One classifier in one month, or in all.
  private struct Line: Sendable {
    /// Its scenario and its name.
    let classifier: String
    let month: String
    let (floor, expected, regret): (Double, Double, Double)
    let distance: Double
    let ratio: Double
    let customers: Int
    let isMonth: Bool
    /// The standard error of the expected error.
    let error: Double
  }

  /// All that is judged, by scenario; run once for all tests.
  private static let all = Task {
    var lines: [[Line]] = []
    for file in try files() { lines.append(Self.lines(try await table(file), file)) }
    return lines
  }

  /// Which classifiers are judged in how many months, and whether in all together: none is lost unseen.
  @Test func everyClassifierIsJudged() async throws {
    let lines = try await Self.all.value.flatMap { $0 }
    let rows = Dictionary(grouping: lines, by: \.classifier).sorted { $0.key < $1.key }.map {
      "\($0.key): \($0.value.count(where: \.isMonth)) months"
        + ($0.value.allSatisfy(\.isMonth) ? "" : ", all")
    }
    let text = rows.joined(separator: "\n") + "\n"
    #expect(GoldenFile("floor-lines.txt", in: "Workbench").difference(from: text) == nil)
  }

  @Test func noClassifierBeatsTheFloorOfWhatItSees() async throws {
    let scenarios = try await Self.all.value.filter { !$0.isEmpty }
    let lines = scenarios.flatMap { $0 }
    #expect(scenarios.count >= 10 && lines.count > 150, "\(scenarios.count) \(lines.count)")
    let most = Self.most(lines.count)
    for line in lines {
      #expect(abs(line.distance) < most, "\(line)")
      #expect(line.regret >= -1e-12, "\(line)")
      #expect(abs(line.expected - line.floor - line.regret) < 1e-9, "\(line)")
    }
  }

  /// The parts of the variance as they are printed: the interval of the expected rate tells that of the doubts,
  /// and the ratio that of chance.
  ///
  /// That both parts add up to q (1 - q) is an identity of the sums they come from. So this finds intervals,
  /// ratios and numbers of customers that do not belong together; how counted rates spread over populations is
  /// held by `VarianceTests`.
  @Test func theVarianceOfErrorsIsThatOfDoubtsAndOfChance() async throws {
    let lines = try await Self.all.value.flatMap { $0 }.filter {
      $0.isMonth && $0.ratio > 1e-9 && $0.ratio < 1
    }
    #expect(lines.count > 50, "\(lines.count)")
    for line in lines {
      let (q, n) = (line.expected, Double(line.customers))
      let doubts = line.error * line.error * (n - 1)
      let chance = doubts * (1 - line.ratio) / line.ratio
      #expect(abs(doubts + chance - q * (1 - q)) < 1e-9, "\(line)")
    }
  }

  /// What the retail bank itself asks for brackets the floor of needs to 0.01, with 95 % confidence.
  @Test func theFloorOfNeedsIsBracketed() async throws {
    let source = try ScenarioSource.load(Self.folder.appending(path: "retail-bank.yaml").path)
    let root = source.root.setting(["floor", "customers"], to: "20").setting(["budget"], to: "no")
    let table = try await Runner(try Scenario(root), RunOptions(threads: 2)).run().measurements
    let rows = table.rows(
      metric: .only(MetricName.floor), month: .absent, scheme: .only("need"))
    #expect(rows.count > 3)
    for row in rows {
      let (low, high) = (try #require(row.low), try #require(row.high))
      #expect(high - low < 0.01, "\(row.classifier ?? ""), \(low), \(high)")
    }
  }

  /// Chance leaves most of the variance of the best rule's errors: doubts have a quarter of it at most.
  @Test func theBestRuleForNeedsHasAQuarterOfTheVariance() async throws {
    let path = Self.folder.appending(path: "retail-bank.yaml").path
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing(
      "\nclassifiers:\n", with: "\nclassifiers:\n  best: {finds: need, oracle: {}}\n")
    let document = try ScenarioOverrides(customers: 600, months: 1)
      .applied(to: ScenarioDocument(text: text, file: path).root)
    let root = document.setting(["floor", "customers"], to: "20").setting(["budget"], to: "no")
    let table = try await Runner(try Scenario(root), RunOptions(threads: 2)).run().measurements
    let rows = table.rows(
      metric: .only(MetricName.varianceRatio), classifier: .only("best"))
    #expect(!rows.isEmpty)
    for row in rows { #expect(try #require(row.value.number) <= 0.25) }
  }

  /// Bonferroni: a distance from 0 that one of so many standard normals passes with probability 1e-4.
  private static func most(_ count: Int) -> Double {
    quantile(upperTail: 1e-4 / 2 / Double(count))
  }

  private static func lines(_ table: MeasurementTable, _ file: String) -> [Line] {
    table.rows(metric: .only(MetricName.surprise)).compactMap { row in
      func value(_ metric: String) -> Results.Measurement? {
        table.rows(metric: .only(metric)).first {
          $0.month == row.month && $0.scheme == row.scheme && $0.classifier == row.classifier
        }
      }
      guard let distance = row.value.number, let n = row.n,
        let expected = value(MetricName.expectedError), let own = expected.value.number,
        let floor = value(MetricName.floor)?.value.number,
        let regret = value(MetricName.regret)?.value.number
      else { return nil }
      let error = expected.high.map { ($0 - own) / 1.96 } ?? 0
      return Line(
        classifier: "\(file) \(row.classifier ?? "")",
        month: row.month?.description ?? "all months",
        floor: floor, expected: own, regret: regret, distance: distance,
        ratio: value(MetricName.varianceRatio)?.value.number ?? 0, customers: n,
        isMonth: row.month != nil, error: error)
    }
  }

  /// The standard normal quantile of a small upper tail, by halving.
  private static func quantile(upperTail tail: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    while high - low > 1e-12 {
      let middle = (low + high) / 2
      if 0.5 * erfc(middle / 2.0.squareRoot()) > tail { low = middle } else { high = middle }
    }
    return low
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// What `generate` writes, and what it keeps when a scenario grows.
@Suite struct GenerateTests {
  /// One generated file: cells by customer and month, columns by name.
  private struct Table {
    let headings: [String]
    private(set) var rows: [String: [Substring]] = [:]

    init(_ file: String) throws {
      let lines = try Samples.rows(file)
      headings = lines[0].map(String.init)
      for line in lines.dropFirst() { rows["\(line[0]) \(line[1])"] = line }
      try #require(rows.count == lines.count - 1, "a customer stands once in a month")
    }

    /// A column's cells by customer and month.
    func column(_ name: String) throws -> [String: Substring] {
      let index = try #require(headings.firstIndex(of: name), "\(name)")
      return rows.mapValues { $0[index] }
    }
  }

  private func generate(_ scenario: String, _ options: [String] = []) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["generate", scenario, "--out", "."] + options, in: scratch.path)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    return scratch
  }

  /// More customers, quantities, features and classifiers, in another order: what was there stays.
  @Test(arguments: ["truth.csv", "view.csv"])
  func whatWasThereStaysWhenAScenarioGrows(file: String) throws {
    let small = try generate(Samples.scenario("small"))
    let grown = try generate(Samples.scenario("small-grown"))
    let (before, after) = (try Table(small.file(file)), try Table(grown.file(file)))
    #expect(Set(before.headings).isStrictSubset(of: after.headings))
    #expect(before.rows.count > 1500 * 5 / 2 && after.rows.count > before.rows.count)
    // The bank fills gaps with a median of its development customers, who are as they were.
    for name in before.headings {
      let (old, new) = (try before.column(name), try after.column(name))
      let changed = old.keys.filter { new[$0] != old[$0] }
      #expect(changed.isEmpty, "\(changed.count) of \(old.count) cells of \(name)")
    }
  }

  @Test func anotherSeedOrReplicateIsAnotherPopulation() throws {
    let folder = try generate(Samples.scenario("small"))
    let plain = try Samples.files(in: folder.path)
    for options in [["--seed", "6"], ["--replicate", "1"]] {
      let folder = try generate(Samples.scenario("small"), options)
      let other = try Samples.files(in: folder.path)
      #expect(other.keys.sorted() == plain.keys.sorted())
      #expect(other["truth.csv"] != plain["truth.csv"])
    }
  }

  /// The ledger tells of every difference: what was drawn, changed by its rows, is what is seen.
  @Test func theLedgerLeadsFromTheTruthToTheView() throws {
    let folder = try generate(Samples.scenario("small"))
    let truth = try Table(folder.file("truth.csv")).column("world.branch")
    let view = try Table(folder.file("view.csv")).column("branch")
    let ledger = try Samples.rows(folder.file("ledger.csv"))
    #expect(ledger[0] == ["customer", "month", "feature", "step", "before", "after"])
    var seen = truth
    var changes = 0
    for row in ledger.dropFirst() where row[2] == "branch" {
      #expect(seen["\(row[0]) \(row[1])"] == row[4])
      seen["\(row[0]) \(row[1])"] = row[5]
      changes += 1
    }
    #expect(seen == view && changes > 100)
  }

  /// A value that could not be drawn is missing, never made up.
  @Test func impossibleDrawsAreMissing() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["generate", Samples.scenario("impossible"), "--out", "."], in: scratch.path)
    #expect(outcome.code == 2)
    let table = try Table(scratch.file("truth.csv"))
    let (spread, balance) = (try table.column("world.lean"), try table.column("world.balance"))
    let missing = balance.filter { $0.value.isEmpty }.keys
    #expect(missing.allSatisfy { spread[$0]?.hasPrefix("-") == true } && !missing.isEmpty)
    #expect(missing.count == spread.values.count { $0.hasPrefix("-") })
  }

  /// What is no number is missing, never written as one, and so is what is made from it.
  @Test func whatIsNoNumberIsMissing() throws {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      ["generate", Samples.scenario("not-numbers"), "--quiet", "--out", "."], in: scratch.path)
    #expect(outcome.code == 2)
    let table = try Table(scratch.file("truth.csv"))
    let (lean, power) = (try table.column("world.lean"), try table.column("world.power"))
    // The largest number is exp(709.78).
    let beyond = lean.filter { 1000 * (Double($0.value) ?? 0) > 709.78 }.keys
    #expect(power.filter { $0.value.isEmpty }.keys.sorted() == beyond.sorted())
    #expect(
      try table.column("world.twice").filter { $0.value.isEmpty }.keys
        == power.filter { $0.value.isEmpty }.keys)
    let told = "could not be worked out: world.power: not a number in \(beyond.count) of 2,000 rows"
    #expect(outcome.complaints == told + "\n")
  }
}

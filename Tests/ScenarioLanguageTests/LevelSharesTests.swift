// SPDX-License-Identifier: GPL-3.0-or-later
import ScenarioLanguage
import Testing

struct LevelSharesTests {
  private func shares(
    _ text: String, among known: [String]? = nil, total: ShareTotal = .one,
    log: ProblemLog = ProblemLog()
  ) throws -> LevelShares? {
    let root = try ScenarioDocument(text: text, file: "f").root
    return ScenarioReader(root, log: log).shares(among: known, total: total)
  }

  @Test func restTakesWhatIsLeft() throws {
    let shares = try #require(try shares("{north: 0.25, east: 0.5, west: rest}"))
    #expect(shares.levels == ["north", "east", "west"])
    #expect(shares.shares == [0.25, 0.5, 0.25])
    #expect(shares["east"] == 0.5 && shares["south"] == nil)
    #expect(shares.positions.map(\.column) == [2, 15, 26])
    #expect(try #require(try self.shares("{a: 1, b: rest}")).shares == [1, 0])
  }

  @Test func roundingIsAllowedAndNotRepaired() throws {
    let shares = try #require(try shares("{a: 0.1, b: 0.2, c: 0.7000000001}"))
    #expect(shares.shares == [0.1, 0.2, 0.7000000001])
    let log = ProblemLog()
    #expect(try self.shares("{a: 0.1, b: 0.2, c: 0.70000001}", log: log) == nil)
    #expect(log.problems.count == 1)
  }

  @Test func movesMayLeaveARest() throws {
    let shares = try #require(
      try shares("{a: 0.015}", among: ["a", "b"], total: .atMostOne))
    #expect(shares.shares == [0.015])
    let log = ProblemLog()
    #expect(try self.shares("{c: 0.1}", among: ["a", "b"], total: .atMostOne, log: log) == nil)
    #expect(log.problems.first?.message.hasPrefix("unknown level 'c'") == true)
  }
}

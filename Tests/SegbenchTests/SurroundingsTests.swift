// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The same bytes whatever the time zone, the locale, the number of threads and the folder are.
@Suite struct SurroundingsTests {
  private static let plain = ["TZ": "UTC", "LC_ALL": "C"]

  /// All files that a command writes for a scenario.
  private func files(
    _ command: String, _ scenario: String, threads: Int, _ environment: [String: String],
    out: String = "out"
  ) throws -> [String: Data] {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(
      [command, scenario, "--threads", String(threads), "--out", out], in: scratch.path,
      environment: environment)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    return try Samples.files(in: scratch.file(out))
  }

  private func expectSame(_ left: [String: Data], _ right: [String: Data]) {
    #expect(left.keys.sorted() == right.keys.sorted())
    for name in left.keys.sorted() { #expect(left[name] == right[name], "\(name)") }
  }

  @Test(arguments: ["run", "generate"], ["small", "small-together"])
  func threadsZoneAndFolderChangeNothing(command: String, name: String) throws {
    let scenario = Samples.scenario(name)
    let plain = try files(command, scenario, threads: 1, Self.plain)
    try #require(plain.count >= 3 && plain.values.allSatisfy { !$0.isEmpty })
    let east = ["TZ": "Asia/Shanghai", "LC_ALL": "C"]
    expectSame(try files(command, scenario, threads: 2, east), plain)
    let west = ["TZ": "America/St_Johns", "LANG": "C.UTF-8", "HOME": "/"]
    expectSame(try files(command, scenario, threads: 7, west, out: "another/place"), plain)
  }

  @Test(
    .enabled(if: GermanLocale.environment != nil, GermanLocale.missing),
    arguments: ["run", "generate"])
  func aLocaleWithDecimalCommasChangesNothing(command: String) throws {
    let german = try #require(GermanLocale.environment).merging(["TZ": "Asia/Shanghai"]) { $1 }
    let scenario = Samples.scenario("small-together")
    expectSame(
      try files(command, scenario, threads: 2, german),
      try files(command, scenario, threads: 1, Self.plain))
  }

  @Test(.enabled(if: GermanLocale.environment != nil, GermanLocale.missing))
  func aLocaleWithDecimalCommasPrintsTheSame() throws {
    let scratch = try ScratchFolder()
    let german = try #require(GermanLocale.environment)
    for arguments in [
      ["run", Samples.scenario("small"), "--out", "out"],
      ["run", Samples.scenario("small"), "--out", "out", "--json"],
      ["validate", Samples.scenario("small")], ["validate", Samples.scenario("unknown-key")],
      ["score", "out/measurements.csv", "--truth", "scheme", "--estimate", "classifier"],
    ] {
      let plain = try BuiltSegbench.run(arguments, in: scratch.path, environment: Self.plain)
      let other = try BuiltSegbench.run(arguments, in: scratch.path, environment: german)
      #expect(plain.output == other.output && plain.complaints == other.complaints)
      #expect(plain.code == other.code && !(plain.output + plain.complaints).isEmpty)
    }
  }

  /// The scenario that is written with results gives these results again.
  @Test func theWrittenScenarioGivesTheSameResults() throws {
    let scratch = try ScratchFolder()
    for (scenario, out) in [
      (Samples.scenario("small-together"), "first"), ("first/scenario.yaml", "second"),
    ] {
      let outcome = try BuiltSegbench.run(["run", scenario, "--out", out], in: scratch.path)
      #expect(outcome.code == 0, "\(outcome.complaints)")
    }
    expectSame(
      try Samples.files(in: scratch.file("first")), try Samples.files(in: scratch.file("second")))
  }
}

/// A locale in which numbers have a decimal comma, so that whatever heeds the locale shows.
enum GermanLocale {
  /// Why tests that need it are left out.
  static let missing: Comment =
    "needs the locale de_DE.UTF-8, or localedef and the locales' sources"

  /// The variables that choose it: the system's, or else one compiled for these tests.
  static let environment: [String: String]? = {
    let system = ["LC_ALL": "de_DE.UTF-8"]
    if hasComma(system) { return system }
    guard let folder else { return nil }
    _ = try? run("/usr/bin/localedef", ["-i", "de_DE", "-f", "UTF-8", folder.file("de_DE.UTF-8")])
    let own = system.merging(["LOCPATH": folder.path]) { $1 }
    return hasComma(own) ? own : nil
  }()

  private static let folder = try? ScratchFolder()

  private static func hasComma(_ variables: [String: String]) -> Bool {
    (try? run("/usr/bin/locale", ["decimal_point"], variables))?.output == ",\n"
  }

  private static func run(
    _ program: String, _ arguments: [String], _ variables: [String: String] = [:]
  ) throws -> CommandOutcome {
    try RunningCommand(
      program, arguments, in: "/",
      environment: ProcessInfo.processInfo.environment.merging(variables) { $1 }
    ).outcome()
  }
}

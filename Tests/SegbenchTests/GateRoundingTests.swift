// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// The committed baselines on a machine whose mathematical functions round otherwise.
@Suite struct GateRoundingTests {
  private static let compiler = ["/usr/bin/env"].first {
    (try? run($0, ["clang", "--version"]))?.code == 0
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> CommandOutcome {
    try RunningCommand(
      program, arguments, in: Samples.package, environment: ProcessInfo.processInfo.environment
    ).outcome()
  }

  /// The program in the surroundings of other functions, which err by a part of each result.
  private static func segbench(
    _ arguments: [String], erring part: String, in scratch: ScratchFolder
  ) throws -> CommandOutcome {
    let library = scratch.file("other_libm.so")
    if !FileManager.default.fileExists(atPath: library) {
      let source = Samples.package + "/Tests/SegbenchTests/Reference/other_libm.c"
      let made = try run(
        compiler ?? "",
        ["clang", "-O1", "-shared", "-fPIC", "-fno-builtin", "-o", library, source, "-ldl"])
      try #require(made.code == 0, "\(made.complaints)")
    }
    return try BuiltSegbench.run(
      arguments, in: Samples.package, environment: ["LD_PRELOAD": library, "OTHER_LIBM": part])
  }

  /// Two units in the last place are what libraries of others err by; a thousand million times as much is
  /// Libraries of others err by a unit or two in the last place; what is a million times as much is passed
  /// over too.
  @Test(
    .enabled(if: GateRoundingTests.compiler != nil, "needs clang"), arguments: ["4e-16", "1e-9"])
  func roundingIsPassedOver(part: String) throws {
    let scratch = try ScratchFolder()
    let outcome = try Self.segbench(
      ["check", "Scenarios/regression", "--no-cache"], erring: part, in: scratch)
    #expect(outcome.code == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("the tool has changed"), "\(outcome.output)")
  }

  /// A function that errs by a part in a million, as a coarser table or another method might.
  @Test(.enabled(if: GateRoundingTests.compiler != nil, "needs clang"))
  func anotherMethodIsTold() throws {
    let scratch = try ScratchFolder()
    let outcome = try Self.segbench(
      ["check", "Scenarios/regression", "--no-cache"], erring: "1e-6", in: scratch)
    #expect(outcome.code == 1, "\(outcome.output)")
    #expect(
      outcome.output.contains("small-bank.yaml: the tool has changed: logit: "),
      "\(outcome.output)")
  }

  /// That what is passed over was there: at a part in a thousand million stored numbers are others.
  @Test(.enabled(if: GateRoundingTests.compiler != nil, "needs clang"))
  func numbersDoMove() throws {
    let scratch = try ScratchFolder()
    let outcome = try Self.segbench(
      [
        "baseline", "Scenarios/regression/small-bank.yaml", "--accept", "--quiet", "--baselines",
        scratch.path,
      ], erring: "1e-9", in: scratch)
    #expect(outcome.code == 0, "\(outcome.complaints)")
    let name = "regression-small-bank"
    let accepted = try Samples.files(in: Samples.package + "/Results/baselines/" + name)
    let found = try Samples.files(in: scratch.file(name))
    #expect(found["counts.csv"] == accepted["counts.csv"])
    #expect(found["learned.csv"] != accepted["learned.csv"])
    #expect(found["measurements.csv"] != accepted["measurements.csv"])
  }
}

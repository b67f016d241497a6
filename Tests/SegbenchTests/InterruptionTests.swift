// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// Ctrl-C ends a command with 130, and what it was writing leaves no trace.
@Suite(
  .serialized,
  .enabled(
    if: FileManager.default.fileExists(atPath: "/proc/self/status"),
    "needs /proc to see when a command listens for Ctrl-C"))
struct InterruptionTests {
  /// Enough customers that no machine is done soon; as many tasks as would hold every thread.
  private static let many = ["--customers", "500000000", "--threads", "8"]

  private func interrupted(
    _ arguments: [String], by signal: Int32 = SIGINT, in scratch: ScratchFolder,
    when isReady: () -> Bool
  ) throws -> CommandOutcome {
    let command = try BuiltSegbench.start(arguments + Self.many, in: scratch.path)
    let wasInterrupted = command.interrupt(by: signal, when: isReady)
    #expect(wasInterrupted, "the command ended by itself")
    return command.outcome()
  }

  private func expectInterrupted(_ outcome: CommandOutcome) {
    #expect(outcome.code == 130)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints == "interrupted: nothing was written\n")
  }

  /// True from a moment on that lies in the middle of the work.
  private func after(seconds: Double) -> () -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    return { end.timeIntervalSinceNow < 0 }
  }

  @Test func aRunLeavesNothing() throws {
    let scratch = try ScratchFolder()
    expectInterrupted(
      try interrupted(
        ["run", Samples.scenario("small"), "--out", "deep/out"], in: scratch,
        when: after(seconds: 0.5)))
    #expect(try scratch.names().isEmpty)
  }

  @Test func anEarlierRunStaysAsItWas() throws {
    let scratch = try ScratchFolder()
    let arguments = ["run", Samples.scenario("small"), "--out", "out"]
    #expect(try BuiltSegbench.run(arguments, in: scratch.path).code == 0)
    let before = try Samples.files(in: scratch.path)
    #expect(before.count == 5)
    expectInterrupted(try interrupted(arguments, in: scratch, when: after(seconds: 0.5)))
    #expect(try Samples.files(in: scratch.path) == before)
  }

  /// Also by a polite kill, and where the terminal is closed.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func aPopulationHalfWrittenIsRemoved(_ signal: Int32) throws {
    let scratch = try ScratchFolder()
    let folder = scratch.file("deep/out")
    expectInterrupted(
      try interrupted(
        ["generate", Samples.scenario("small"), "--out", "deep/out"], by: signal, in: scratch,
        when: { Self.isBeingWritten(in: folder) }))
    #expect(try scratch.names().isEmpty)
  }

  @Test func anEarlierPopulationStaysAsItWas() throws {
    let scratch = try ScratchFolder()
    let arguments = ["generate", Samples.scenario("small"), "--out", "out"]
    #expect(try BuiltSegbench.run(arguments, in: scratch.path).code == 0)
    let before = try Samples.files(in: scratch.path)
    #expect(before.count == 3)
    let folder = scratch.file("out")
    expectInterrupted(
      try interrupted(arguments, in: scratch, when: { Self.isBeingWritten(in: folder) }))
    #expect(try Samples.files(in: scratch.path) == before)
  }

  /// A killed process cannot clean up; the next command that writes to the folder does it.
  @Test func whatAKilledCommandLeftIsRemovedByTheNext() throws {
    let scratch = try ScratchFolder()
    let arguments = ["generate", Samples.scenario("small"), "--out", "out"]
    let command = try BuiltSegbench.start(arguments + Self.many, in: scratch.path)
    let folder = scratch.file("out")
    #expect(command.kill(when: { Self.isBeingWritten(in: folder) }), "the command ended by itself")
    #expect(command.outcome().code == -Int(SIGKILL))
    #expect(try Samples.names(in: folder).allSatisfy { $0.hasPrefix(".") })
    #expect(try BuiltSegbench.run(arguments, in: scratch.path).code == 0)
    #expect(try Samples.names(in: folder) == ["ledger.csv", "truth.csv", "view.csv"])
  }

  /// Whether a hidden file with bytes stands in the folder.
  private static func isBeingWritten(in folder: String) -> Bool {
    let names = (try? Samples.names(in: folder)) ?? []
    return names.filter { $0.hasPrefix(".") }.contains { name in
      let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
      return (facts?[.size] as? Int ?? 0) > 0
    }
  }
}

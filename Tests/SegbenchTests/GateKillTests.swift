// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `baseline` and `check` that are killed.
@Suite struct GateKillTests {
  /// Killed at any moment, nothing half written stays under a file's name, and the next check works.
  @Test func killedAtAnyMomentTheNextCheckWorks() throws {
    let scratch = try GatedScenario.place()
    let accept = ["baseline", "groups.yaml", "--accept", "--quiet"]
    #expect(try BuiltSegbench.run(accept, in: scratch.path).code == 0)
    let names = try Samples.names(in: scratch.file("Results/baselines/groups"))
    for turn in 0..<Self.kills {
      let arguments = turn.isMultiple(of: 2) ? accept : ["check", "groups.yaml", "--quiet"]
      if turn.isMultiple(of: 5) {
        try? FileManager.default.removeItem(
          atPath: scratch.file("Results/.cache"))
      }
      let command = try BuiltSegbench.start(arguments, in: scratch.path)
      let moment = Date(timeIntervalSinceNow: Double(turn * 37 % 50) * 0.008)
      _ = command.kill { moment.timeIntervalSinceNow < 0 }
      _ = command.outcome()
      let next = try BuiltSegbench.run(["check", "groups.yaml", "--quiet"], in: scratch.path)
      #expect(next.code == 0, "turn \(turn): \(next.complaints)")
      let left = try Samples.names(in: scratch.file("Results/baselines/groups"))
      #expect(left.filter { !$0.hasPrefix(".") } == names)
    }
    #expect(try BuiltSegbench.run(accept, in: scratch.path).code == 0)
    // The next writer removes what killed ones have left under hidden names.
    #expect(try Samples.names(in: scratch.file("Results/baselines/groups")) == names)
  }

  /// 10, or as many as `GATE_KILLS` says.
  private static let kills =
    ProcessInfo.processInfo.environment["GATE_KILLS"].flatMap { Int($0) } ?? 10
}

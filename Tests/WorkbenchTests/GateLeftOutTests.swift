// SPDX-License-Identifier: GPL-3.0-or-later
import Results
import Testing
import Workbench

/// Gates where more customers get no segment than in the baseline, and so count in no error.
@Suite struct GateLeftOutTests {
  /// A rule that leaves out whom it is not sure of errs less on the rest: that is told, and can be bounded.
  @Test func whoGetsNoSegmentIsTold() async throws {
    let pair = GatePair(
      candidate: "{finds: group, first match: [{high: score >= 1.5}, {low: score < 0.5}]}",
      baseline: GatePair.cut(1),
      gates: "[{metric: misclassification, of: judged, worse by at most: 0.5 %}, "
        + "{metric: without-estimate, of: judged, worse by at most: 5 %}]")
    let checked = try await pair.checked(seed: 7)
    #expect(checked.gates.map(\.verdict) == [.pass, .fail])
    // Between 0.5 and 1.5 lie Φ(1.5) − Φ(0.5) = 24.17 % of either group: 0.7 points are a standard error.
    let share = try #require(checked.gates[1].value)
    #expect(abs(share - 0.2417) < 4 * 0.0068 && checked.gates[1].baseline == 0, "\(share)")
    let note = try #require(checked.notes.first { $0.hasPrefix("judged: ") })
    #expect(note.contains(" % of customer-months get no segment, 0 % in the baseline"), "\(note)")
  }

  /// What looks better since more customers get no segment is not passed while nothing bounds them.
  @Test func whoGetsNoSegmentMakesNoPass() async throws {
    func rule(_ low: Double, _ high: Double) -> String {
      "{finds: group, first match: [{high: score >= \(high)}, {low: score < \(low)}]}"
    }
    let gates =
      "[{metric: misclassification, of: judged, worse by at most: 5 %}, "
      + "{metric: misclassification, of: judged, at most: 30 %}]"
    let more = GatePair(candidate: rule(0.5, 1.5), baseline: GatePair.cut(1), gates: gates)
    let checked = try await more.checked(seed: 7)
    #expect(checked.gates.map(\.verdict) == [.undecided, .undecided])
    for gate in checked.gates {
      let reason = try #require(gate.reason)
      #expect(reason.contains("get no segment, 0 % in the baseline"), "\(reason)")
      #expect(reason.hasSuffix("no gate on 'without-estimate' bounds them"), "\(reason)")
    }
    let fewer = GatePair(candidate: rule(0.5, 1.5), baseline: rule(0.3, 1.7), gates: gates)
    let passed = try await fewer.checked(seed: 7).gates
    #expect(passed.map(\.verdict) == [.pass, .pass] && passed.allSatisfy { $0.reason == nil })
  }
}

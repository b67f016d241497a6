// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `lint` tells by its exit code whether rules have faults.
@Suite struct LintCommandTests {
  private func lint(_ arguments: [String]) throws -> CommandOutcome {
    let scratch = try ScratchFolder()
    let outcome = try BuiltSegbench.run(["lint"] + arguments, in: scratch.path)
    #expect(try scratch.names().isEmpty)
    return outcome
  }

  @Test func aCleanFileSaysWhatWasChecked() throws {
    let outcome = try lint([Samples.fixture("Lint/clean.yaml")])
    #expect(outcome.code == 0 && outcome.complaints.isEmpty)
    #expect(outcome.output.hasPrefix("book: nothing to complain of\n"), "\(outcome.output)")
    #expect(outcome.output.contains("tiers  cuts, 3 levels"))
  }

  @Test func warningsAreZeroAndErrorsAreOne() throws {
    let warned = try lint([Samples.fixture("Lint/missing.yaml")])
    #expect(warned.code == 0 && warned.output.contains("missing.yaml:3:"), "\(warned.output)")
    let wrong = try lint([Samples.fixture("Lint/clean.yaml"), Samples.fixture("Lint/order.yaml")])
    #expect(wrong.code == 1 && wrong.complaints.isEmpty)
    #expect(wrong.output.contains("nothing to complain of"))
    #expect(wrong.output.contains("must lie below 'high_floor' (30)"))
  }

  /// A file that cannot be read hides nothing of the others.
  @Test func everyFileIsExaminedOrTold() throws {
    let files = ["Problems/classifier-rules.yaml", "Lint/order.yaml", "Lint/nowhere.yaml"]
    let outcome = try lint(files.map(Samples.fixture))
    #expect(outcome.code == 64)
    #expect(outcome.output.contains("must lie below 'high_floor' (30)"))
    #expect(outcome.complaints.contains("unknown name 'limit'"))
    #expect(outcome.complaints.contains("nowhere.yaml:1:1: the scenario cannot be read"))
  }

  @Test func jsonHoldsTheSame() throws {
    struct Report: Decodable {
      struct Share: Decodable { let count, of: Int }
      struct Finding: Decodable {
        let kind, severity: String
        let line: Int
        let customers: Share?
      }
      struct Subject: Decodable {
        let classifier: String
        let exact: Bool
      }
      let findings: [Finding]
      let subjects: [Subject]
    }
    let outcome = try lint([Samples.fixture("Lint/coverage.yaml"), "--json"])
    #expect(outcome.code == 1)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.subjects.map(\.classifier) == ["holes", "both", "differ"])
    #expect(report.subjects.allSatisfy { $0.exact })
    let gap = try #require(report.findings.first { $0.kind == "gap" })
    #expect(gap.severity == "error" && gap.line == 8 && gap.customers?.of == 20_000)
    #expect(report.findings.count { $0.kind == "overlap" } == 3)
  }

  @Test(arguments: [
    (["Problems/classifier-rules.yaml"], "unknown name 'limit'"),
    (["Lint/clean.yaml", "--weight", "wealth"], "the world has no number 'wealth'"),
    ([], "Missing expected argument"),
  ])
  func whatCannotBeExaminedIsSixtyFour(arguments: [String], message: String) throws {
    let outcome = try lint(
      arguments.map { $0.hasSuffix(".yaml") ? Samples.fixture($0) : $0 })
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.complaints.contains(message), "\(outcome.complaints)")
  }
}

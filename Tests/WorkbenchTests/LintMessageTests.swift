// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// What a rule owner is told of rules: one file for each group of faults, all messages pinned.
@Suite struct LintMessageTests {
  @Test func everyKindOfFaultHasItsMessage() throws {
    let folder = Fixtures.folder.appending(path: "Lint")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") && $0 != "base.yaml" }.sorted()
    try #require(names.count > 5)
    var (all, kinds) = ("", Set<String>())
    for name in names {
      let path = folder.appending(path: name).path
      let source = try ScenarioSource.load(path)
      let lint = RuleLint(try Scenario(source.root))
      kinds.formUnion(lint.findings.map(\.kind.rawValue))
      let found = ProblemRenderer(sources: source.sources).render(lint.findings.map(\.problem))
      all += "== \(name)\n" + (found + lint.text(nil)).replacing(folder.path + "/", with: "") + "\n"
    }
    #expect(kinds == Set(LintFinding.Kind.allCases.map(\.rawValue)))
    #expect(GoldenFile("lint.txt", in: "Workbench").difference(from: all) == nil)
  }
}

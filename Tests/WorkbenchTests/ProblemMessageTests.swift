// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// What a scenario's author is told: one file for each kind of mistake, all messages pinned.
@Suite struct ProblemMessageTests {
  @Test func everyKindOfMistakeHasItsMessage() throws {
    let folder = Fixtures.folder.appending(path: "Problems")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    try #require(names.count > 100)
    var all = ""
    for name in names {
      let path = folder.appending(path: name).path
      all += "== \(name)\n" + rendered(path).replacing(folder.path + "/", with: "") + "\n"
    }
    #expect(GoldenFile("problems.txt", in: "Workbench").difference(from: all) == nil)
  }

  private func rendered(_ path: String) -> String {
    var sources = SourceTexts()
    do throws(ScenarioProblems) {
      let source = try ScenarioSource.load(path)
      sources = source.sources
      let scenario = try Scenario(source.root)
      return ProblemRenderer(sources: sources).render(scenario.warnings) + "can be run\n"
    } catch {
      let texts =
        error.sources.line(at: error.problems[0].position) == nil ? sources : error.sources
      return ProblemRenderer(sources: texts).render(error.problems)
    }
  }
}

/// Where the scenarios of the tests are kept.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import ScenarioLanguage
import TestSupport
import Testing

/// What a person sees for each kind of mistake; the files are `Tests/Fixtures/ScenarioLanguage`.
struct MessageTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/ScenarioLanguage").path
  static let fixtures = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix("base-") }.sorted()

  /// The problems of a file as they are shown, without the folder's name.
  private static func rendering(of name: String) -> String {
    let shown: String
    do {
      let scenario = try ScenarioSource.load(folder + "/" + name)
      let log = ProblemLog()
      _ = SampleBook(scenario.root, log: log)
      shown = ProblemRenderer(sources: scenario.sources).render(log.problems)
    } catch {
      shown = ProblemRenderer(sources: error.sources).render(error.problems)
    }
    return shown.replacing(folder + "/", with: "")
  }

  @Test func thereAreFixtures() { #expect(Self.fixtures.count >= 40) }

  @Test(arguments: fixtures)
  func message(of name: String) {
    let golden = GoldenFile(name.replacing(".yaml", with: ".txt"), in: "ScenarioLanguage")
    if let difference = golden.difference(from: Self.rendering(of: name)) {
      Issue.record("\(difference)")
    }
  }

  @Test(arguments: fixtures)
  func onlyGoodFilesPass(name: String) {
    #expect(Self.rendering(of: name).isEmpty == name.hasPrefix("good"))
  }

  @Test func aFolderIsNoScenario() {
    #expect(Self.rendering(of: ".").contains("the scenario cannot be read: it is a folder"))
  }

  @Test func aFileThatIsNotThereIsTold() {
    let shown = Self.rendering(of: "nowhere.yaml")
    #expect(
      shown == "nowhere.yaml:1:1: the scenario cannot be read: there is no such file\n\n1 error\n")
  }
}

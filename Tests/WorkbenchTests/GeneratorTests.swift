// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import ScenarioLanguage
import TestSupport
import Testing
import Workbench

/// A generated population is the same bytes however it is carried out.
@Suite struct GeneratorTests {
  private func scenario(_ name: String) throws -> Scenario {
    let path = Fixtures.folder.appending(path: "Workbench/\(name).yaml").path
    return try Scenario(try ScenarioSource.load(path).root)
  }

  /// The bytes of truth, view and ledger.
  private func files(_ scenario: Scenario, _ options: RunOptions) async throws -> [String: Data] {
    let scratch = try ScratchFolder()
    let unmade = try await Generator(scenario, options).write(to: scratch.path)
    #expect(unmade.isEmpty)
    var files: [String: Data] = [:]
    for name in try scratch.names() {
      files[name] = FileManager.default.contents(atPath: scratch.file(name))
    }
    return files
  }

  @Test(arguments: ["small", "small-together"])
  func threadsBlocksAndTheirOrderChangeNothing(name: String) async throws {
    let scenario = try scenario(name)
    let plain = try await files(scenario, RunOptions(blockSize: 256))
    #expect(plain.keys.sorted() == ["ledger.csv", "truth.csv", "view.csv"])
    try #require(plain.values.allSatisfy { $0.count > 10_000 })
    for options in [
      RunOptions(blockSize: 64), RunOptions(blockSize: 1000), RunOptions(blockSize: 10_000),
      RunOptions(threads: 2, blockSize: 64), RunOptions(threads: 7, blockSize: 64),
      RunOptions(blockSize: 64, shuffle: 99), RunOptions(threads: 2, blockSize: 64, shuffle: 7),
      RunOptions(threads: 7, blockSize: 100, shuffle: 12_345), RunOptions(threads: 7),
    ] {
      let other = try await files(scenario, options)
      for file in plain.keys.sorted() { #expect(other[file] == plain[file], "\(file), \(options)") }
    }
  }

  @Test(arguments: [
    ("impossible", ["world.balance: impossible parameters in 493 of 1,000 draws"]),
    ("not-numbers", ["world.power: not a number in 462 of 2,000 rows"]),
  ])
  func unmadeValuesAreCountedOnceWhateverTheBlocks(name: String, expected: [String]) async throws {
    let scenario = try scenario(name)
    for options in [
      RunOptions(), RunOptions(threads: 2, blockSize: 64), RunOptions(threads: 7, blockSize: 100),
    ] {
      let scratch = try ScratchFolder()
      let unmade = try await Generator(scenario, options).write(to: scratch.path)
      #expect(unmade.map(\.sentence) == expected)
      #expect(try await Runner(scenario, options).run().unmadeValues == unmade)
    }
  }

  @Test func aCancelledGenerationLeavesNothing() async throws {
    let scratch = try ScratchFolder()
    let progress = RunProgress()
    progress.cancel()
    let generator = Generator(try scenario("small"), progress: progress)
    await #expect(throws: RunCancelled.self) {
      _ = try await generator.write(to: scratch.file("deep/out"))
    }
    #expect(try scratch.names().isEmpty)
  }
}

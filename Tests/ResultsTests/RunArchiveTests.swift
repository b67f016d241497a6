// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Results
import TestSupport
import Testing

@Suite struct RunArchiveTests {
  private static func archive(error: Double = 0.2) -> RunArchive {
    let scenario = "scenario: 1\nname: 银行\n"
    return RunArchive(
      scenario: scenario,
      manifest: Manifest(
        scenario: "银行", scenarioText: scenario, seed: 18_446_744_073_709_551_615,
        normal: "ziggurat", gsl: "2.7.1", swift: "6.3.1", segbench: "0.1.0", customers: 1_000,
        months: 24, replicates: 1),
      measurements: MeasurementTable(rows: [
        Measurement("misclassification", .defined(error), scheme: "value", classifier: "tiers"),
        Measurement("kappa", .undefined(reason: "one segment only"), classifier: "tiers"),
      ]),
      drift: [
        DriftTruth(
          name: "a", from: Month(ordinal: 24_312), shape: "step", target: "b", change: "add 1")
      ],
      summary: "# 银行\n")
  }

  @Test func readsBackWhatItWrote() throws {
    let folder = try ScratchFolder()
    var archive = Self.archive()
    try archive.write(to: folder.file("deep/run"))
    archive.measurements.sort()
    #expect(try RunArchive(readingFrom: folder.file("deep/run")) == archive)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("deep/run")).sorted() == [
        "drift.csv", "manifest.json", "measurements.csv", "scenario.yaml", "summary.md",
      ])
  }

  @Test func equalRunsWriteEqualBytes() throws {
    let folder = try ScratchFolder()
    try Self.archive().write(to: folder.file("one"))
    try Self.archive().write(to: folder.file("two"))
    for name in ["manifest.json", "measurements.csv", "drift.csv", "summary.md", "scenario.yaml"] {
      let one = FileManager.default.contents(atPath: folder.file("one/" + name))
      #expect(one != nil && one == FileManager.default.contents(atPath: folder.file("two/" + name)))
    }
  }

  @Test func manifestIsPinned() throws {
    let folder = try ScratchFolder()
    try Self.archive().write(to: folder.path)
    let text = String(
      decoding: try #require(FileManager.default.contents(atPath: folder.file("manifest.json"))),
      as: UTF8.self)
    #expect(GoldenFile("manifest.json", in: "ResultsTests").difference(from: text) == nil)
  }

  @Test func replacesAnEarlierRunAndKeepsOtherFiles() throws {
    let folder = try ScratchFolder()
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("notes.txt")))
    try Self.archive().write(to: folder.path)
    try Self.archive(error: 0.3).write(to: folder.path)
    #expect(try folder.names().count == 6)
    let read = try RunArchive(readingFrom: folder.path)
    #expect(read.measurements.rows(metric: "misclassification").map(\.value) == [.defined(0.3)])
  }

  @Test func refusesFilesOfTwoRuns() throws {
    let folder = try ScratchFolder()
    try Self.archive().write(to: folder.file("one"))
    try Self.archive(error: 0.3).write(to: folder.file("two"))
    try FileManager.default.removeItem(atPath: folder.file("one/measurements.csv"))
    try FileManager.default.copyItem(
      atPath: folder.file("two/measurements.csv"), toPath: folder.file("one/measurements.csv"))
    let error = #expect(throws: ResultsError.self) {
      _ = try RunArchive(readingFrom: folder.file("one"))
    }
    #expect(error?.problem == "this is not the file its manifest.json was written with")
  }

  @Test func aFailureLeavesNoFolderBehind() throws {
    let folder = try ScratchFolder()
    try Data("a file".utf8).write(to: URL(fileURLWithPath: folder.file("taken")))
    let error = #expect(throws: ResultsError.self) {
      try Self.archive().write(to: folder.file("taken/run"))
    }
    #expect(error?.description.contains("a part of the path is a file") == true)
    #expect(try folder.names() == ["taken"])
  }

  @Test func aFailureLeavesNoHiddenFile() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("scenario.yaml"), withIntermediateDirectories: false)
    #expect(throws: ResultsError.self) { try Self.archive().write(to: folder.path) }
    #expect(try folder.names() == ["scenario.yaml"])
  }

  @Test func aFolderWithoutARunIsNamed() throws {
    let folder = try ScratchFolder()
    let error = #expect(throws: ResultsError.self) { _ = try RunArchive(readingFrom: folder.path) }
    #expect(error?.file == folder.file("manifest.json"))
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Results
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func appearsOnlyWhenCommitted() throws {
    let folder = try ScratchFolder()
    let file = try AtomicFile(at: folder.file("a.csv"))
    try file.append(Array("one\n".utf8))
    #expect(text(file.path) == nil)
    try file.commit()
    #expect(text(file.path) == "one\n")
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func whatWasThereStaysUntilTheCommit() throws {
    let folder = try ScratchFolder()
    try Data("old".utf8).write(to: URL(fileURLWithPath: folder.file("a.csv")))
    let file = try AtomicFile(at: folder.file("a.csv"))
    try file.append(Array("new".utf8))
    #expect(text(file.path) == "old")
    file.discard()
    #expect(text(file.path) == "old")
    #expect(try folder.names() == ["a.csv"])
  }

  @Test func isRemovedWhenLetGo() throws {
    let folder = try ScratchFolder()
    do {
      let file = try AtomicFile(at: folder.file("a.csv"))
      try file.append([1, 2, 3])
      #expect(try folder.names().count == 1)
    }
    #expect(try folder.names().isEmpty)
  }

  @Test func keepsEveryByteOfALargeFile() throws {
    let folder = try ScratchFolder()
    let file = try AtomicFile(at: folder.file("large.csv"))
    var expected: [UInt8] = []
    for block in 0..<40 {
      let bytes = (0..<(block % 5 == 0 ? 1_200_000 : 70_000)).map { UInt8(($0 + block) % 251) }
      expected += bytes
      try file.append(bytes)
    }
    try file.commit()
    #expect(FileManager.default.contents(atPath: file.path) == Data(expected))
  }

  @Test func removesWhatAKilledProcessLeftAndNothingElse() throws {
    let folder = try ScratchFolder()
    for name in [".a.csv.0.segbench-partial", ".hidden", "b.csv"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file(name)))
    }
    let living = try AtomicFile(at: folder.file("b.csv"))
    let file = try AtomicFile(at: folder.file("a.csv"))
    try file.commit()
    try living.commit()
    #expect(try folder.names() == [".hidden", "a.csv", "b.csv"])
  }

  @Test func namesTheFileAndWhatToDo() throws {
    let folder = try ScratchFolder()
    let error = #expect(throws: ResultsError.self) {
      _ = try AtomicFile(at: folder.file("none/a.csv"))
    }
    #expect(
      error?.description == folder.file("none/a.csv")
        + ": cannot be made (No such file or directory); make the folder first, or name one that exists"
    )
  }

  @Test func leavesNothingWhenTheNameIsAFolder() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("a.csv"), withIntermediateDirectories: false)
    let file = try AtomicFile(at: folder.file("a.csv"))
    let error = #expect(throws: ResultsError.self) { try file.commit() }
    #expect(error?.problem.hasPrefix("cannot give the finished file its name") == true)
    #expect(try folder.names() == ["a.csv"])
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// `tune --write` changes the characters of the values, or says before the search why it cannot.
@Suite struct TuneWriteTests {
  @Test func onlyTheValueChangesInACommentedFile() throws {
    let scratch = try ScratchFolder()
    let path = try Samples.tuning("odd", to: scratch) { $0.replacing("\n", with: "\r\n") }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("link.yaml"), withDestinationPath: "odd.yaml")
    let before = try Samples.text(path)
    let dry = try BuiltSegbench.run(["tune", "link.yaml", "--dry-run"], in: scratch.path)
    #expect(dry.code == 0 && dry.complaints.isEmpty, "\(dry.complaints)")
    #expect(dry.output.contains("\n-            thresholds:   {  limit:   1_000   }"))
    #expect(try Samples.text(path) == before)
    let outcome = try BuiltSegbench.run(
      ["tune", "link.yaml", "--write", "--quiet"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.complaints)")
    let after = try Samples.text(path)
    let old = try #require(before.range(of: "limit:   1_000   }"))
    let written = try #require(after.firstMatch(of: /limit:   ([0-9_]+)   }/))
    #expect(
      before.replacingCharacters(in: old, with: "limit:   \(written.1)   }") == after)
    #expect(dry.output.contains("limit:   \(written.1)   }"))
    let digits = String(written.1).replacing("_", with: "")
    let number = try #require(Double(digits))
    #expect((150_000...250_000).contains(number), "half way between the groups lies 200,000")
    let facts = try FileManager.default.attributesOfItem(atPath: path)
    #expect(facts[.posixPermissions] as? Int == 0o640)
    #expect(
      try Samples.names(in: scratch.file("Results/odd/tune")) == [
        "candidates.csv", "study.json", "tune.md",
      ])
    let again = try BuiltSegbench.run(["tune", "odd.yaml", "--write"], in: scratch.path)
    #expect(again.output.contains("the file's values cannot be told apart from the best"))
    #expect(try Samples.text(path) == after)
  }

  /// Editors of other systems begin a file with a byte order mark: it stays.
  @Test func aByteOrderMarkStays() throws {
    let scratch = try ScratchFolder()
    let path = try Samples.tuning("two-normals", to: scratch) { "\u{FEFF}" + $0 }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(Array(before.prefix(3)) == [0xEF, 0xBB, 0xBF])
    let outcome = try BuiltSegbench.run(["tune", path, "--write", "--quiet"], in: scratch.path)
    #expect(outcome.code == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
    let after = try Data(contentsOf: URL(filePath: path))
    #expect(after != before && after.prefix(3) == before.prefix(3))
    #expect(after.dropFirst(3).first != 0xEF)
  }

  /// Whether the file can be written is tried before the search: beside a name of 248 letters and '.yaml' no other
  /// file can be made, by nobody.
  @Test func aFileThatCannotBeWrittenIsToldBeforeTheSearch() throws {
    let scratch = try ScratchFolder()
    let text = try Samples.text(try Samples.tuning("two-normals", to: scratch))
    let name = String(repeating: "a", count: 248) + ".yaml"
    try Data(text.utf8).write(to: URL(filePath: scratch.file(name)))
    let outcome = try BuiltSegbench.run(["tune", name, "--write"], in: scratch.path)
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.complaints.hasPrefix("--write: cannot write to 'aaa"), "\(outcome.complaints)")
    #expect(outcome.complaints.contains("choose a shorter name"))
    #expect(try Samples.text(scratch.file(name)) == text)
    #expect(try scratch.names().allSatisfy { $0.hasSuffix(".yaml") }, "nothing was searched")
  }

  @Test(.enabled(if: getuid() != 0, "needs a user who is not the superuser"))
  func aFolderThatCannotBeWrittenIsToldBeforeTheSearch() throws {
    let scratch = try ScratchFolder()
    let folder = scratch.file("closed")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = try Samples.text(try Samples.tuning("two-normals", to: scratch))
    try Data(text.utf8).write(to: URL(filePath: folder + "/book.yaml"))
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }
    let outcome = try BuiltSegbench.run(["tune", "closed/book.yaml", "--write"], in: scratch.path)
    #expect(outcome.code == 64 && outcome.complaints.contains("Permission denied"))
    #expect(try Samples.text(folder + "/book.yaml") == text)
    #expect(try !scratch.names().contains("Results"), "nothing was searched")
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import TestSupport
import Testing

/// An output that takes nothing ends a command with one sentence, never with a crash.
@Suite struct TerminalTests {
  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: "/dev/full"), "needs a file that is always full"),
    arguments: ["run", "run --json", "generate", "validate", "list", "schema", "score"])
  func aFullOutputIsSeventy(line: String) throws {
    let scratch = try ScratchFolder()
    try Data("truth,said\na,b\nb,b\n".utf8).write(to: URL(filePath: scratch.file("said.csv")))
    let words = line.split(separator: " ").map(String.init)
    let rest: [String: [String]] = [
      "run": [Samples.scenario("small"), "--out", "out"],
      "generate": [Samples.scenario("small"), "--out", "out"],
      "validate": [Samples.scenario("small")],
      "score": ["said.csv", "--truth", "truth", "--estimate", "said"],
    ]
    let full: FileHandle = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let outcome = try BuiltSegbench.run(
      words + (rest[words[0]] ?? []), in: scratch.path,
      output: full)
    #expect(outcome.code == 70)
    #expect(outcome.complaints.hasPrefix("standard output: cannot write to it ("))
    #expect(outcome.complaints.split(separator: "\n").count == 1, "\(outcome.complaints)")
    let isWritten = ["run", "generate"].contains(words[0])
    #expect(try scratch.names() == (isWritten ? ["out", "said.csv"] : ["said.csv"]))
  }

  /// As `head` leaves it: the reader is gone, and nobody wants to hear of it.
  @Test func aClosedPipeIsQuiet() throws {
    let scratch = try ScratchFolder()
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try BuiltSegbench.run(
      ["schema"], in: scratch.path, output: pipe.fileHandleForWriting)
    #expect(outcome.code == -Int(SIGPIPE))
    #expect(outcome.complaints.isEmpty)
  }

  /// A pipe that is full, and does not let the writer wait, gets all in the end.
  @Test func aSlowReaderGetsAll() throws {
    let scratch = try ScratchFolder()
    let arguments = ["run", Samples.scenario("small"), "--out", "out", "--json"]
    let whole = try BuiltSegbench.run(arguments, in: scratch.path).output
    #expect(whole.utf8.count > 1 << 17)
    let pipe = Pipe()
    // The command shares the open pipe, so it is told to come again when the pipe is full.
    #expect(fcntl(pipe.fileHandleForWriting.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
    let command = try BuiltSegbench.start(
      arguments, in: scratch.path, output: pipe.fileHandleForWriting)
    try pipe.fileHandleForWriting.close()
    Thread.sleep(forTimeInterval: 1)
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(command.outcome().code == 0)
    #expect(text == whole)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// A command that runs, with both its outputs going through pipes.
final class RunningCommand {
  private let process = Process()
  private let pipes = [Pipe(), Pipe()]
  private let hasOutput: Bool

  /// Starts a command.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - arguments: what stands behind its name.
  ///   - folder: where it runs.
  ///   - environment: all of its variables.
  ///   - output: the file that standard output goes to, in place of a pipe.
  /// - Throws: when it cannot be started.
  init(
    _ path: String, _ arguments: [String], in folder: String, environment: [String: String],
    output: FileHandle? = nil
  ) throws {
    hasOutput = output == nil
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    if let output { process.standardOutput = output } else { process.standardOutput = pipes[0] }
    process.standardError = pipes[1]
    try process.run()
  }

  /// Presses Ctrl-C, or sends another signal, once the command listens for it.
  ///
  /// - Parameters:
  ///   - number: the signal.
  ///   - isReady: what else must hold first, asked again and again.
  /// - Returns: false when the command ended before, or a minute passed.
  func interrupt(by number: Int32 = SIGINT, when isReady: () -> Bool) -> Bool {
    send(number) { listens(for: number) && isReady() }
  }

  /// Kills the command, which cannot do anything about it.
  ///
  /// - Parameter isReady: what must hold first, asked again and again.
  /// - Returns: false when the command ended before, or a minute passed.
  func kill(when isReady: () -> Bool) -> Bool { send(SIGKILL, when: isReady) }

  private func send(_ number: Int32, when isReady: () -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: 60)
    while process.isRunning, end.timeIntervalSinceNow > 0 {
      if isReady() { return Foundation.kill(process.processIdentifier, number) == 0 }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }

  /// Whether the process handles a signal, as the kernel tells.
  private func listens(for number: Int32) -> Bool {
    let status = "/proc/\(process.processIdentifier)/status"
    guard let text = try? String(contentsOfFile: status, encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
      let caught = UInt64(line.suffix(16), radix: 16)
    else { return false }
    return caught & (1 << UInt64(number - 1)) != 0
  }

  /// Waits for the end, and kills the command when it does not come within a minute.
  ///
  /// - Returns: what the command left.
  func outcome() -> CommandOutcome {
    let texts = readAll()
    process.waitUntilExit()
    let status = Int(process.terminationStatus)
    return CommandOutcome(
      code: process.terminationReason == .exit ? status : -status, output: texts[0],
      complaints: texts[1])
  }

  /// Reads both pipes to their ends, whichever has something, so that neither fills up.
  private func readAll() -> [String] {
    var texts = pipes.map { _ in Data() }
    var open = pipes.map {
      pollfd(fd: $0.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    }
    if !hasOutput { open[0].fd = -1 }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let end = Date(timeIntervalSinceNow: 60)
    while open.contains(where: { $0.fd >= 0 }) {
      guard poll(&open, nfds_t(open.count), 1000) > 0 else {
        if end.timeIntervalSinceNow < 0 { Foundation.kill(process.processIdentifier, SIGKILL) }
        continue
      }
      for index in open.indices where open[index].fd >= 0 && open[index].revents != 0 {
        let count = read(open[index].fd, &block, block.count)
        if count > 0 {
          texts[index].append(contentsOf: block[..<count])
        } else {
          open[index].fd = -1
        }
      }
    }
    return texts.map { String(decoding: $0, as: UTF8.self) }
  }
}

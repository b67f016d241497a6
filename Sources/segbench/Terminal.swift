// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Reporting

/// What the program writes to, and what it may do there.
enum Terminal {
  /// Whether standard output is a terminal.
  static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether standard error is a terminal.
  static var isError: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether colours are wanted there: a terminal, and nobody asked for none.
  static func hasColour(_ isTerminal: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
  }

  /// The columns of the terminal; nothing when it does not say.
  static var width: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The style of standard output.
  static var style: TerminalStyle {
    TerminalStyle(hasColour: hasColour(isOutput), width: isOutput ? width : nil)
  }

  /// Writes to standard output.
  ///
  /// - Parameter text: what is written.
  /// - Throws: the exit code of an internal error when it cannot be written, after it was told why.
  static func print(_ text: String) throws {
    guard let code = write(text, to: STDOUT_FILENO) else { return }
    if code == EPIPE { endAsAClosedPipeDoes() }
    complain(
      "standard output: cannot write to it (\(String(cString: strerror(code)))); "
        + "send it to a place that takes it\n")
    throw ExitCode(70)
  }

  /// Writes to standard error; when that fails there is nobody left to tell.
  ///
  /// - Parameter text: what is written.
  static func complain(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Writes all of a text, waiting where the other side is slow.
  ///
  /// - Returns: the system's code of what failed; nothing when all was written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Ends without a word, as SIGPIPE ends a program that does not ignore it.
  private static func endAsAClosedPipeDoes() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

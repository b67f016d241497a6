// SPDX-License-Identifier: GPL-3.0-or-later
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
  static func print(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  /// Writes to standard error.
  static func complain(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

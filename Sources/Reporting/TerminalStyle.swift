// SPDX-License-Identifier: GPL-3.0-or-later

/// How text is set off on a terminal; meaning never rests on it alone.
public struct TerminalStyle: Sendable, Equatable {
  /// Whether the terminal shows colours; false for files, pipes and those who want none.
  public let hasColour: Bool
  /// The columns the terminal has; nil for as many as needed.
  public let width: Int?

  /// Makes a style.
  ///
  /// - Parameters:
  ///   - hasColour: whether to set text off with colours.
  ///   - width: the columns there are, at least 40; nil for as many as needed.
  public init(hasColour: Bool = false, width: Int? = nil) {
    self.hasColour = hasColour
    self.width = width.map { max(40, $0) }
  }

  /// What sets a text off.
  enum Emphasis: String {
    case none = ""
    case strong = "1"
    case faint = "2"
    case warning = "33"
  }

  /// A text set off, or as it is where there are no colours.
  func applied(_ emphasis: Emphasis, to text: String) -> String {
    guard hasColour, emphasis != .none, !text.isEmpty else { return text }
    return "\u{1B}[" + emphasis.rawValue + "m" + text + "\u{1B}[0m"
  }
}

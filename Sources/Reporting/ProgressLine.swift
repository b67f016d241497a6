// SPDX-License-Identifier: GPL-3.0-or-later

/// One line that tells how far a run is, for a terminal's standard error.
///
/// It reads no clock: whoever owns the clock passes the seconds in and writes the text that it gets.
public struct ProgressLine: Sendable {
  private let isTerminal: Bool
  private let width: Int
  private let interval: Double
  private var lastShown: Double?

  /// Makes a line.
  ///
  /// - Parameters:
  ///   - isTerminal: whether someone is looking; without a terminal all texts are empty.
  ///   - width: the columns the terminal has.
  ///   - interval: the least time between two texts, in seconds.
  public init(isTerminal: Bool, width: Int = 80, interval: Double = 0.1) {
    self.isTerminal = isTerminal
    self.width = width
    self.interval = interval
  }

  /// The text to write now: share done, customer-months a second, time left.
  ///
  /// - Parameters:
  ///   - done: customer-months done.
  ///   - total: customer-months to do, at least 1.
  ///   - seconds: the time since the start, in seconds.
  /// - Returns: a text that replaces the one before it; empty when it is too soon for another.
  public mutating func update(done: Int, of total: Int, seconds: Double) -> String {
    guard isTerminal, total > 0 else { return "" }
    if let lastShown, seconds - lastShown < interval { return "" }
    lastShown = seconds
    let share = min(1, Double(done) / Double(total))
    var line = Rounded.fixed((share * 100).rounded(.down), decimals: 0) + " %"
    if done > 0, seconds > 0 {
      line += "  " + Self.rate(Double(done) / seconds) + " customer-months/s"
      line += "  " + Self.duration(seconds * (1 - share) / share) + " left"
    }
    return "\r" + DisplayWidth.cut(line, to: width - 1) + "\u{1B}[K"
  }

  /// The text that takes the line away, once the run has ended or failed.
  ///
  /// - Returns: empty when nothing was shown.
  public mutating func finish() -> String {
    guard lastShown != nil else { return "" }
    lastShown = nil
    return "\r\u{1B}[K"
  }

  private static func rate(_ number: Double) -> String {
    if number >= 1e6 { return Rounded.fixed(number / 1e6, decimals: 1) + " million" }
    return Rounded.fixed(number, decimals: 0)
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
public import Results

/// What `segbench frontier` has found, for a terminal and for `frontier.md`.
public struct FrontierReport {
  private let summary: FrontierSummary

  /// Makes a report.
  ///
  /// - Parameter summary: what was found.
  public init(_ summary: FrontierSummary) { self.summary = summary }

  /// The report for a terminal.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines ended by line feeds.
  public func text(_ style: TerminalStyle) -> String {
    let notes = notes.map { style.applied(.faint, to: $0) + "\n" }.joined()
    return style.applied(.strong, to: headline) + "\n\n" + table.text.rendered(style) + "\n" + notes
  }

  /// The report as `frontier.md`.
  public var markdown: String {
    let parts = [
      "# Graces and margins of \(MarkdownTable.escaped(summary.classifier))\n",
      MarkdownTable.escaped(headline) + ".\n", "![changes against months too high](frontier.svg)\n",
      table.markdown.text,
      notes.map { "- " + MarkdownTable.escaped($0) + "\n" }.joined(),
      "Scenario \(MarkdownTable.escaped(summary.scenario)), seed \(summary.seed).\n",
    ]
    return parts.joined(separator: "\n")
  }

  private var headline: String {
    "\(summary.classifier): \(summary.points.count - 1) graces and margins on the same "
      + "\(Rounded.count(summary.customers)) customers, \(summary.months) months, "
      + "\(Rounded.count(summary.customerMonths)) customer-months"
  }

  private var notes: [String] {
    [Self.notes[0]] + exceptions + Self.notes.dropFirst()
      + (summary.unmade.map { [$0.complaint] } ?? [])
  }

  /// Which tiers have moves of their own, which only the rule as it is written keeps.
  private var exceptions: [String] {
    guard !summary.setAside.isEmpty else { return [] }
    let tiers = summary.setAside.joined(separator: ", ")
    return ["only 'as written' keeps the graces and margins that the file gives to \(tiers)"]
  }

  private static let notes = [
    "grace: misses after which any tier is lost; as written: the rule of the file, with its exceptions",
    "changes and needless ones (no nearer to the true tier) for 100 customer-months; too high, too low, "
      + "wrong and on watch in % of customer-months",
    "a loss begins when the true tier falls below the one held; it is followed when the tier held has fallen "
      + "to the true one or below; delay is the months until then, of the followed losses only: short for "
      + "patient rules, whose late losses the end cuts off",
    "*: no other choice is as good in changes, too high and too low, and surely better in one: the interval of "
      + "the difference on the same customers excludes 0",
    "intervals of 95 %; what varies: customers",
  ]

  private var table: TuningTables.Both {
    let rows = summary.points.map { point -> [String] in
      [
        point.isComparable && !point.isDominated ? "*" : "",
        point.grace.map { "\($0)" } ?? "as written",
        point.margin.map { NumberText.text(($0 * 1e6).rounded() / 1e4) } ?? "",
        Self.text(point.switches, 100), Self.interval(point.switches, 100),
        Self.text(point.unneeded, 100), Self.text(point.followed, 100), Self.text(point.delay, 1),
        Self.interval(point.delay, 1), Self.text(point.tooHigh, 100),
        Self.interval(point.tooHigh, 100), Self.text(point.tooLow, 100),
        Self.text(point.wrong, 100), Self.text(point.onWatch, 100),
      ]
    }
    return TuningTables.Both(
      [
        ("\n", false), ("grace\nmisses", false), ("margin\n%", true), ("changes\nper 100", true),
        ("95 %\ninterval", false), ("needless\nper 100", true), ("losses\nfollowed, %", true),
        ("delay of\nfollowed", true), ("95 %\ninterval", false), ("too high\n%", true),
        ("95 %\ninterval", false), ("too low\n%", true), ("wrong\n%", true), ("on watch\n%", true),
      ], rows)
  }

  private static func decimals(_ number: FrontierSummary.Number, _ factor: Double) -> Int {
    guard let low = number.low, let high = number.high, high > low else { return 2 }
    return Rounded.decimals(halfWidth: (high - low) / 2 * factor)
  }

  private static func text(_ number: FrontierSummary.Number?, _ factor: Double) -> String {
    guard let number else { return Rounded.undefined }
    return Rounded.small(number.value * factor, decimals: decimals(number, factor))
  }

  private static func interval(_ number: FrontierSummary.Number?, _ factor: Double) -> String {
    guard let number, let low = number.low, let high = number.high else { return "" }
    let digits = decimals(number, factor)
    return Rounded.fixed(low * factor, decimals: digits) + "–"
      + Rounded.fixed(high * factor, decimals: digits)
  }
}

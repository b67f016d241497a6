// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// What `segbench known-answers` shows: floors that are known from elsewhere beside those found here.
public struct KnownFloorTable: Sendable {
  /// One comparison.
  public struct Row: Sendable {
    let scenario: String
    let known: Measurement
    let floor: Measurement
    let best: Measurement?
    let together: Double?
    let distance: Double?
    let verdict: String
    let remark: String?

    /// Makes a row.
    ///
    /// - Parameters:
    ///   - scenario: the scenario's name.
    ///   - error: the least error that is known, from 0 to 1.
    ///   - standardError: the standard error of what is known; 0 where it is exact.
    ///   - floor: the least error that was found.
    ///   - best: the least counted error of any classifier.
    ///   - together: the standard error of the difference between both, from 0 to 1.
    ///   - distance: how many standard errors the two least errors lie apart.
    ///   - verdict: whether they agree, in a word or two.
    ///   - remark: what stands below the table about it.
    public init(
      scenario: String, error: Double, standardError: Double, floor: Measurement,
      best: Measurement?, together: Double?, distance: Double?, verdict: String, remark: String?
    ) {
      self.scenario = scenario
      let half = standardError * 1.96
      // What is exact is shown to the last digit that is shown of any.
      known = Measurement(
        MetricName.floor, .defined(error), low: error - max(half, 5e-7),
        high: error + max(half, 5e-7))
      self.floor = floor
      self.best = best
      self.together = together
      self.distance = distance
      self.verdict = verdict
      self.remark = remark
    }
  }

  private let rows: [Row]

  /// Makes a table.
  ///
  /// - Parameter rows: the comparisons in the order in which they are shown.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The table as lines for a terminal, with the reasons for what is not available below it.
  ///
  /// - Parameter style: the terminal's width and colours.
  /// - Returns: lines, each ended by a line feed.
  public func terminal(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      TextTable.Column(heading: "least errors, %"),
      TextTable.Column(heading: "known", alignment: .decimal),
      TextTable.Column(heading: "found here", alignment: .decimal),
      TextTable.Column(heading: "standard error\n(0.05 wanted)", alignment: .decimal),
      TextTable.Column(heading: "standard\nerrors apart", alignment: .decimal),
      TextTable.Column(heading: "verdict"),
      TextTable.Column(heading: "best classifier, counted", isCuttable: true),
    ])
    var notes: [String] = []
    for row in rows {
      let best = row.best.map { "\($0.classifier ?? "") \(Estimate.percent($0).text)" }
      table.append([
        TextTable.Cell(row.scenario, .strong), TextTable.Cell(Estimate.percent(row.known).text),
        TextTable.Cell(Estimate.percent(row.floor).text),
        TextTable.Cell(number(row.together.map { $0 * 100 }, decimals: 4)),
        TextTable.Cell(number(row.distance, decimals: 1)),
        TextTable.Cell(row.verdict), TextTable.Cell(best ?? ""),
      ])
      if let reason = row.floor.value.reason {
        notes.append("\(Rounded.undefined) \(row.scenario): \(reason)")
      }
      if let remark = row.remark { notes.append("\(row.scenario): \(remark)") }
    }
    let lines = notes.map { style.applied(.faint, to: $0) + "\n" }
    return table.rendered(style) + lines.joined()
  }

  private func number(_ number: Double?, decimals: Int) -> String {
    number.map { Rounded.fixed($0, decimals: decimals) } ?? Rounded.undefined
  }
}

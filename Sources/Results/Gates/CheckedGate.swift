// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of one gate: what it requires, what was measured, and the verdict.
public struct CheckedGate: Sendable, Equatable, Codable {
  /// What a gate can come to.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// It holds, as its claim says.
    case pass
    /// It was shown to be broken.
    case fail
    /// Neither was shown.
    case undecided
    /// There is no number, or too few customers, or nothing to compare with.
    case notMeasurable = "not measurable"
  }

  /// Wins and losses of a segment.
  public struct Flips: Sendable, Equatable, Codable {
    /// The true segment.
    public var segment: String
    /// Customer-months that only the candidate has right.
    public var wins: Int
    /// Customer-months that only the baseline has right.
    public var losses: Int

    /// Makes a pair of counts.
    ///
    /// - Parameters:
    ///   - segment: the true segment.
    ///   - wins: customer-months that only the candidate has right.
    ///   - losses: customer-months that only the baseline has right.
    public init(segment: String, wins: Int, losses: Int) {
      (self.segment, self.wins, self.losses) = (segment, wins, losses)
    }
  }

  /// The gate in words.
  public var gate: String
  /// The line of the scenario file that it stands in, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int
  /// The file that it stands in.
  public var file: String
  /// The metric.
  public var metric: String
  /// Whether numbers are shares, shown in per cent.
  public var isShare: Bool
  /// Whether it compares with a baseline.
  public var isChange: Bool
  /// What a pass says: `no worse` or `not shown worse`.
  public var claim: String
  /// How sure a verdict is, to one side.
  public var confidence: Double
  /// How sure a failure is where levels or months share the confidence; nothing where they do not.
  public var failConfidence: Double?
  /// Whom it is about, by level quantity or scheme; nothing for all customers.
  public var group: [String: String]?
  /// The verdict.
  public var verdict: Verdict
  /// Whether an undecided verdict counts as passed.
  public var passesUndecided: Bool
  /// Why it is not measurable; nothing where it is.
  public var reason: String?
  /// The month of the numbers; nothing for all months.
  public var month: String?
  /// What was measured.
  public var value: Double?
  /// The baseline's number, for changes.
  public var baseline: Double?
  /// What was measured less the baseline's, for changes.
  public var difference: Double?
  /// The least that the value, or else the difference, may truly be: at `failConfidence` where
  /// that is the bound by which the gate fails, else at the gate's confidence.
  public var low: Double?
  /// The most that the value, or else the difference, may truly be: at `failConfidence` where
  /// that is the bound by which the gate fails, else at the gate's confidence.
  public var high: Double?
  /// What the bound or the margin comes to, in the metric's unit.
  public var limit: Double?
  /// What varies: `customers` or `replicates`; nothing where the number does not vary.
  public var varies: String?
  /// On how many customers, or customer-months, the number rests.
  public var customers: Int?
  /// Of a change: how likely one that is twice as bad as the margin allows is shown to be too bad; one that
  /// changes nothing is at least as likely shown to be within it.
  ///
  /// Of a bound: how likely a number as far from it as was measured is shown to lie on its side.
  public var power: Double?
  /// True where nothing differs from the baseline: the power is then that of a change for the worse alone,
  /// which is the most that a change can have.
  public var isBestPower: Bool?
  /// The power that was asked for.
  public var wantedPower: Double?
  /// How many customers of the first book, or replicates where all is repeated, the wanted power needs.
  public var needed: Int?
  /// What `needed` counts: `customers` or `replicates`.
  public var neededUnit: String?
  /// Wins and losses by true segment, in `month` if there is one; only where something changed.
  public var flips: [Flips]

  /// Makes a gate that was not judged.
  ///
  /// - Parameters:
  ///   - gate: the gate in words.
  ///   - file: the file that it stands in.
  ///   - line: the line, from 1.
  ///   - column: the column, from 1.
  ///   - metric: the metric.
  ///   - isShare: whether numbers are shares.
  ///   - isChange: whether it compares with a baseline.
  ///   - claim: what a pass says.
  ///   - confidence: how sure a verdict is, to one side.
  ///   - passesUndecided: whether an undecided verdict counts as passed.
  ///   - reason: why it was not judged.
  public init(
    gate: String, file: String, line: Int, column: Int, metric: String, isShare: Bool,
    isChange: Bool, claim: String, confidence: Double, passesUndecided: Bool, reason: String
  ) {
    (self.gate, self.file, self.line, self.column) = (gate, file, line, column)
    (self.metric, self.isShare, self.isChange, self.claim) = (metric, isShare, isChange, claim)
    (self.confidence, self.passesUndecided) = (confidence, passesUndecided)
    (self.verdict, self.reason, flips) = (.notMeasurable, reason, [])
  }

  /// Whether the gate counts as broken.
  public var isBroken: Bool { verdict == .fail || (verdict == .undecided && !passesUndecided) }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// A challenger beside the champion, on the same customers.
public struct ComparedClassifier: Sendable, Equatable, Codable {
  /// What a comparison can come to.
  public enum Verdict: String, Sendable, Codable, CaseIterable {
    /// The challenger was shown to be wrong less often.
    case better
    /// The challenger was shown to be wrong more often.
    case worse
    /// The difference was shown to lie within the margin, either way.
    case equivalent
    /// None of these was shown.
    case undecided
    /// There is no number, or too few customers.
    case notMeasurable = "not measurable"
  }

  /// All customers, or those of one true segment.
  public struct Part: Sendable, Equatable, Codable {
    /// The true segment; nothing for all customers.
    public var segment: String?
    /// What was shown.
    public var verdict: Verdict
    /// Why nothing is measurable; nothing where something is.
    public var reason: String?
    /// The share that the champion misplaces.
    public var champion: Double?
    /// The share that the challenger misplaces.
    public var challenger: Double?
    /// The challenger's share less the champion's.
    public var difference: Double?
    /// The least that the difference may truly be at the confidence.
    public var low: Double?
    /// The most that the difference may truly be at the confidence.
    public var high: Double?
    /// How sure the sign of the difference is, from one half to 1; nothing where nothing differs.
    public var sureness: Double?
    /// On how many customer-months it rests.
    public var customerMonths: Int?
    /// Customer-months that only the challenger has right.
    public var wins: Int
    /// Customer-months that only the champion has right.
    public var losses: Int

    /// Makes a part whose numbers are yet to be filled in.
    ///
    /// - Parameters:
    ///   - segment: the true segment; nothing for all customers.
    ///   - verdict: what was shown.
    public init(segment: String?, verdict: Verdict) {
      (self.segment, self.verdict) = (segment, verdict)
      (wins, losses) = (0, 0)
    }

    /// Makes a part without numbers.
    ///
    /// - Parameters:
    ///   - segment: the true segment; nothing for all customers.
    ///   - reason: why there are none.
    public init(segment: String?, reason: String) {
      (self.segment, self.reason, verdict) = (segment, reason, .notMeasurable)
      (wins, losses) = (0, 0)
    }
  }

  /// The scheme that both find.
  public var scheme: String
  /// The champion's name.
  public var champion: String
  /// The challenger's name.
  public var challenger: String
  /// All customers first, then the segments in the scheme's order.
  public var parts: [Part]

  /// What is worth telling of the two.
  public var notes: [String] = []

  private enum CodingKeys: CodingKey {
    case scheme, champion, challenger, parts
  }

  /// Makes a comparison.
  ///
  /// - Parameters:
  ///   - scheme: the scheme that both find.
  ///   - champion: the champion's name.
  ///   - challenger: the challenger's name.
  ///   - parts: all customers first, then the segments.
  public init(scheme: String, champion: String, challenger: String, parts: [Part]) {
    (self.scheme, self.champion, self.challenger) = (scheme, champion, challenger)
    self.parts = parts
  }
}

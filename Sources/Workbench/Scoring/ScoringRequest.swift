// SPDX-License-Identifier: GPL-3.0-or-later

/// Which columns of a file of predictions hold what.
public struct ScoringRequest: Sendable {
  /// The file of predictions.
  public var file: String
  /// The column of estimated segments.
  public var estimate: String
  /// The column of true segments, when the file has them.
  public var truth: String?
  /// What the headings of probability columns start with; a segment's name follows.
  public var probabilityPrefix: String?
  /// The column of what a customer weighs.
  public var weight: String?
  /// The column of months.
  public var month: String?
  /// The column of customers.
  public var customer: String?
  /// A generated `truth.csv` with the true segments, joined by customer and month.
  public var truthFile: String?
  /// The scheme of the true segments: its column in the truth file, and its name in the results.
  public var scheme: String?
  /// The segments from low to high, when their order means something.
  public var order: [String]?

  /// Makes a request for two columns of one file.
  ///
  /// - Parameters:
  ///   - file: the file of predictions.
  ///   - truth: the column of true segments; nothing when they come from a truth file.
  ///   - estimate: the column of estimated segments.
  public init(file: String, truth: String?, estimate: String) {
    self.file = file
    self.truth = truth
    self.estimate = estimate
  }
}

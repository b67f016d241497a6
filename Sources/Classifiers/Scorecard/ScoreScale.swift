// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import ScenarioLanguage

/// What a sum of points says about the odds of the higher of two segments.
///
/// score = offset + factor × ln(odds), where factor = points to double the odds / ln 2 and offset =
/// score − factor × ln(odds) at the score that is stated (Siddiqi 2006, Credit Risk Scorecards).
struct ScoreScale: Sendable {
  static let shape = RecordShape(
    "scale",
    [
      RecordShape.Field(
        "score", .number(.any), isRequired: true, "a sum of points whose odds are known"),
      RecordShape.Field(
        "odds", .number(.positive), isRequired: true,
        "the odds at that sum: customers of the upper segment for one of the lower"),
      RecordShape.Field(
        "points to double", .number(.positive), isRequired: true,
        "how many points more double the odds"),
    ])

  /// Points for each unit of the odds' logarithm.
  let factor: Double
  /// The points at which the odds are even.
  let offset: Double

  init?(reading reader: ScenarioReader) {
    guard let record = reader.record(Self.shape), let score = record.number("score"),
      let odds = record.number("odds", .positive),
      let double = record.number("points to double", .positive)
    else { return nil }
    factor = double / UnaryOperation.logarithm(2)
    offset = score - factor * UnaryOperation.logarithm(odds)
  }

  /// The chance of the upper segment.
  ///
  /// - Parameter score: a sum of points.
  /// - Returns: a probability; NaN for a missing sum.
  func probability(_ score: Double) -> Double { UnaryOperation.expit((score - offset) / factor) }
}

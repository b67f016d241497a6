// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// The least error of a scheme as it is known from elsewhere: from theory, enumeration or a paper.
public struct KnownFloor: Sendable {
  /// The keys of one known floor.
  static let shape = RecordShape(
    "a known least error",
    [
      .init(
        "error", .share, isRequired: true,
        "the least error of any rule that sees all features of a month"),
      .init(
        "standard error", .share, "how sure that value is: 0, exact, if it is not said"),
    ], mayBeAnnotated: true)

  /// The scheme.
  public let scheme: String
  /// The least share that any rule misplaces.
  public let error: Double
  /// The standard error of that value; 0 where it is exact.
  public let standardError: Double

  /// Reads what is known of one scheme.
  init?(of scheme: String, reading reader: ScenarioReader) {
    guard let record = reader.record(Self.shape), let error = record.share("error") else {
      return nil
    }
    self.scheme = scheme
    self.error = error
    standardError = record.share("standard error") ?? 0
  }

  /// Reads the floors that are known, by scheme.
  static func all(_ reader: ScenarioReader?, schemes: [SegmentScheme]) -> [KnownFloor] {
    (reader?.named("scheme") ?? []).compactMap { name, value in
      guard schemes.contains(where: { $0.name == name }) else {
        value.unknown(name, "scheme", known: schemes.map(\.name))
        return nil
      }
      return KnownFloor(of: name, reading: value)
    }
  }
}

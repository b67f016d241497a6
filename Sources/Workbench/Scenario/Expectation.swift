// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// A share that a scenario says must come out in the first month.
public struct Expectation: Sendable {
  /// The keys of one expectation.
  static let shape = RecordShape(
    "an expectation",
    [
      .init("share of", .name, isRequired: true, "a scheme"),
      .init("level", .name, isRequired: true, "one of its segments"),
      .init("near", .share, isRequired: true, "the share of customers that is expected"),
      .init("within", .share, isRequired: true, "how far it may be off, as a part of the share"),
    ], mayBeAnnotated: true)

  /// The scheme.
  public let scheme: String
  /// The segment.
  public let segment: String
  /// The share that is expected.
  public let share: Double
  /// How far the share may be off.
  public let tolerance: Double
  /// Where it is written.
  public let position: SourcePosition

  /// Reads an expectation.
  init?(reading reader: ScenarioReader, schemes: [SegmentScheme]) {
    guard let record = reader.record(Self.shape), let name = record.text("share of"),
      let level = record.text("level"), let near = record.share("near"),
      let within = record.share("within")
    else { return nil }
    guard let scheme = schemes.first(where: { $0.name == name }) else {
      record["share of"]?.unknown(name, "scheme", known: schemes.map(\.name))
      return nil
    }
    guard scheme.segments.contains(level) else {
      record["level"]?.unknown(level, "segment", known: scheme.segments)
      return nil
    }
    self.scheme = name
    segment = level
    share = near
    tolerance = near * within
    position = reader.node.position
  }

  /// What is wrong with a drawn share, if anything.
  ///
  /// - Parameters:
  ///   - count: customers of the segment.
  ///   - total: all customers.
  /// - Returns: the problem when the share lies further off than allowed and four standard errors.
  public func problem(count: Int, of total: Int) -> Problem? {
    guard total > 0 else { return nil }
    let drawn = Double(count) / Double(total)
    let error = (share * (1 - share) / Double(total)).squareRoot()
    guard abs(drawn - share) > tolerance + 4 * error else { return nil }
    return Problem(
      position: position, path: "expect",
      message:
        "the share of \(scheme) '\(segment)' is \(Self.percent(drawn)), but \(Self.percent(share)) "
        + "± \(Self.percent(tolerance)) is expected (standard error \(Self.percent(error)))")
  }

  private static func percent(_ share: Double) -> String {
    let scaled = (share * 100_000).rounded() / 1000
    return "\(scaled) %"
  }
}

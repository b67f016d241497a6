// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Populations
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

  /// What is wrong with the share by the declared law, if anything.
  ///
  /// - Parameter known: the share that the law gives.
  /// - Returns: the problem when it lies further off than allowed.
  func problem(byLaw known: Double) -> Problem? {
    // What is rounded to nine digits in a scenario meets itself.
    guard abs(known - share) > tolerance + 1e-9 else { return nil }
    return problem("the law gives \(Self.percent(known)) of \(scheme) '\(segment)'")
  }

  private func problem(_ found: String) -> Problem {
    Problem(
      position: position, path: "expect",
      message: "\(found), but \(Self.percent(share)) ± \(Self.percent(tolerance)) is expected")
  }

  /// What is wrong with a drawn share, if anything.
  ///
  /// - Parameters:
  ///   - count: customers of the segment.
  ///   - total: all customers.
  /// - Returns: the problem when the share lies further off than allowed and four standard errors.
  func problem(count: Int, of total: Int) -> Problem? {
    guard total > 0 else { return nil }
    let drawn = Double(count) / Double(total)
    let error = (share * (1 - share) / Double(total)).squareRoot()
    guard abs(drawn - share) > tolerance + 4 * error else { return nil }
    return problem(
      "the share of \(scheme) '\(segment)' is \(Self.percent(drawn)) of \(total) drawn customers "
        + "(standard error \(Self.percent(error)))")
  }

  private static func percent(_ share: Double) -> String {
    let scaled = (share * 100_000).rounded() / 1000
    return "\(scaled) %"
  }
}

extension Scenario {
  /// The expectations that are not met: by the law where it is known, else by what was drawn.
  ///
  /// - Parameter counts: customers of the first month by scheme and segment.
  /// - Returns: a problem for each.
  func unmetExpectations(_ counts: [[Int]]) -> [Problem] {
    var known: [Int: [Double]?] = [:]
    return expectations.compactMap { expectation in
      guard let scheme = population.schemes.firstIndex(where: { $0.name == expectation.scheme }),
        let segment = population.schemes[scheme].index(of: expectation.segment)
      else { return nil }
      let shares = known[scheme] ?? population.lawShares(of: scheme)
      known[scheme] = .some(shares)
      if let shares { return expectation.problem(byLaw: shares[Int(segment)]) }
      return expectation.problem(
        count: counts[scheme][Int(segment)], of: counts[scheme].reduce(0, +))
    }
  }
}

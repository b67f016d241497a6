// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of a mean of two months that is true, or of who has it, given one that is seen late and
/// times a factor, against nested quadrature by other code.
@Suite struct WindowPosteriorTests {
  /// For customers of all ages from none on.
  @Test(arguments: [0, 3]) func windowsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(
      law: .lognormal(poor: 20_000, rich: 60_000, sigma: 0.8), bounds: [50_000])
    try expectAgreement(own, month, seen: 30_000...53_000, count: 100)
  }

  /// Which kind a customer is, where laws jump at 500,000, given a mean that is seen near the jump.
  @Test(arguments: [0, 3]) func windowsOfLawsThatJumpMeetNestedQuadrature(_ month: Int) throws {
    try expectAgreement(WindowCase(law: .spliced()), month, seen: 444_000...563_000, count: 100)
  }

  /// Laws so narrow that points of a usual distance do not tell them.
  @Test func windowsOfNarrowLawsMeetNestedQuadrature() throws {
    let own = WindowCase(
      law: .lognormal(poor: 50_000, rich: 52_000, sigma: 0.02), deviation: 0.005)
    try expectAgreement(own, 0, seen: 40_000...55_000, count: 50)
  }

  /// A law that ends tells who is beyond its end: nothing swings there.
  @Test func nobodyIsBeyondTheEndOfALaw() throws {
    let model = try WrittenWorld.model(WindowCase(law: .spliced(poor: 0)).text)
    let sample = try PosteriorCheck.sample(model, scheme: "value", month: 3)
    let beyond = sample.truth.indices.filter { sample.seen[0][$0] > 900_000 }
    #expect(beyond.count > 100)
    // A walk of some months by 3 % each does not lead from 500,000 to 900,000.
    for row in beyond { #expect(sample.posteriors[row][0] < 1e-8, "\(sample.seen[0][row])") }
  }

  /// A law that jumps at a bound, or near one.
  @Test(arguments: [0, 3], [500_000.0, 510_000])
  func jumpsAtBoundsMeetNestedQuadrature(_ month: Int, _ bound: Double) throws {
    let own = WindowCase(law: .spliced(), bounds: [bound])
    try expectAgreement(own, month, seen: 444_000...563_000, count: 100)
  }

  /// Two bounds, one of them at a jump and one far off.
  @Test(arguments: [[400_000.0, 500_000], [500_000, 2_000_000]])
  func twoBoundsMeetNestedQuadrature(_ bounds: [Double]) throws {
    let own = WindowCase(law: .spliced(), bounds: bounds)
    try expectAgreement(own, 3, seen: 350_000...563_000, count: 100)
  }
}

/// Expects the posteriors of some customers to be those of the witness.
///
/// - Parameters:
///   - own: the world.
///   - month: the month.
///   - range: the values that are seen.
///   - count: how many customers.
///   - fineness: how many times as many points the witness takes as usual.
///   - tolerance: the greatest error of a chance.
///   - place: the line of the test.
/// - Throws: why the world has no posterior.
func expectAgreement(
  _ own: WindowCase, _ month: Int, seen range: ClosedRange<Double>, count: Int,
  fineness: Double = 1, within tolerance: Double = 1e-8, _ place: SourceLocation = #_sourceLocation
) throws {
  let errors = try own.errors(month, seen: range, count: count, fineness: fineness)
  #expect(errors.count == count, sourceLocation: place)
  // One line for all: the worst one tells.
  let worst = errors.max { $0.error < $1.error }
  let wrong = errors.filter { $0.error > tolerance }.count
  #expect(
    (worst?.error ?? 1) < tolerance,
    "\(wrong) of \(count) are wrong, by up to \(worst?.error ?? 1) at \(worst?.seen ?? 0)",
    sourceLocation: place)
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// Posteriors of a law that jumps, of which months are seen in other ways than late and times a beta
/// factor, or whose present value is cut, against nested quadrature by other code.
@Suite struct WindowViewTests {
  private static let near = 444_000.0...563_000
  private static let factor = FactorWitness.Factor.lognormal(median: 0.97, sigma: 0.05)

  /// Months that are late and nothing else.
  @Test(arguments: [0, 3], [500_000.0, 510_000])
  func lateMonthsAloneMeetNestedQuadrature(_ month: Int, _ bound: Double) throws {
    let own = WindowCase(law: .spliced(), late: 0.3, factor: nil, bounds: [bound])
    try expectAgreement(own, month, seen: Self.near, count: 100)
  }

  /// A factor without ends.
  @Test(arguments: [0.05, 1]) func lognormalFactorsMeetNestedQuadrature(_ late: Double) throws {
    let own = WindowCase(law: .spliced(), late: late, factor: Self.factor, bounds: [500_000])
    try expectAgreement(own, 3, seen: Self.near, count: 100)
  }

  /// A cut of the present value, seen by a mean of two or three months.
  @Test(arguments: [2, 3], [500_000.0, 510_000])
  func presentValuesMeetNestedQuadrature(_ shown: Int, _ bound: Double) throws {
    let own = WindowCase(law: .spliced(), shown: shown, held: 1, bounds: [bound])
    try expectAgreement(own, 3, seen: Self.near, count: 100)
  }

  /// A cut of a mean, seen by the present value.
  @Test func presentValuesSeenMeetNestedQuadrature() throws {
    let own = WindowCase(law: .spliced(), shown: 1, held: 2, bounds: [500_000])
    try expectAgreement(own, 3, seen: Self.near, count: 100)
  }

  /// A number that hardly walks.
  @Test(arguments: [0, 3]) func narrowWalksMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(law: .spliced(), deviation: 0.001, bounds: [500_000])
    try expectAgreement(own, month, seen: Self.near, count: 100)
  }

  /// Months that are late by two months.
  @Test(arguments: [0, 3]) func monthsLateByTwoMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(law: .spliced(), late: 0.2, by: 2, bounds: [500_000])
    try expectAgreement(own, month, seen: Self.near, count: 100)
  }
}

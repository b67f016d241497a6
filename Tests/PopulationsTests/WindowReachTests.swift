// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// Posteriors of windows that reach back four months and more, against nested quadrature by other code.
@Suite struct WindowReachTests {
  private static let smooth = WindowCase.Law.lognormal(poor: 20_000, rich: 60_000, sigma: 0.8)
  private static let near = 48_500.0...51_500
  private static let jumping = 480_000.0...520_000

  /// A mean of four months, of which each may be late: four steps.
  @Test(arguments: [0, 3]) func fourMonthsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(
      law: Self.smooth, shown: 4, held: 4, late: 0.3, factor: nil, bounds: [50_000])
    try expectAgreement(own, month, seen: Self.near, count: 20)
  }

  /// Four steps of a law that jumps at the bound.
  @Test(arguments: [0, 3]) func fourMonthsOfJumpsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(
      law: .spliced(), shown: 4, held: 4, late: 0.3, factor: nil, bounds: [500_000])
    try expectAgreement(own, month, seen: Self.jumping, count: 8)
  }

  /// Three months that may be three months late: five steps.
  @Test func threeMonthsLateByThreeMeetNestedQuadrature() throws {
    let own = WindowCase(
      law: Self.smooth, shown: 3, held: 3, late: 0.3, by: 3, factor: nil, bounds: [50_000])
    try expectAgreement(own, 0, seen: Self.near, count: 20)
  }

  /// A mean of six months times a factor: five steps.
  @Test(arguments: [0, 3]) func sixMonthsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(law: Self.smooth, shown: 6, held: 6, late: 0, bounds: [50_000])
    try expectAgreement(own, month, seen: 40_000...52_000, count: 20)
  }

  /// A mean of some months cut, and one of others seen: four steps.
  @Test(arguments: [(1, 5), (5, 1), (5, 3)])
  func otherMonthsMeetNestedQuadrature(_ shown: Int, _ held: Int) throws {
    let own = WindowCase(
      law: Self.smooth, shown: shown, held: held, late: 0, factor: nil, bounds: [50_000])
    try expectAgreement(own, 0, seen: Self.near, count: 20)
  }

  /// Who has it is told by four months of a law that jumps.
  @Test func personasOfFourMonthsMeetNestedQuadrature() throws {
    let own = WindowCase(law: .spliced(), shown: 4, held: 4, late: 0.3, factor: nil)
    try expectAgreement(own, 0, seen: Self.jumping, count: 20)
  }
}

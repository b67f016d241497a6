// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Populations
import Testing

/// Posteriors of means of three months, and of means of months that are seen in other ways, against nested
/// quadrature by other code.
@Suite struct WindowStepsTests {
  private static let near = 444_000.0...563_000

  /// Three months, of which each may be late: three steps of a smooth law.
  @Test(arguments: [0, 3]) func threeMonthsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(
      law: .lognormal(poor: 20_000, rich: 60_000, sigma: 0.8), shown: 3, held: 3, bounds: [50_000])
    try expectAgreement(own, month, seen: 30_000...53_000, count: 100)
  }

  /// Three steps of a law that jumps at the bound.
  @Test(arguments: [0, 3]) func threeMonthsOfJumpsMeetNestedQuadrature(_ month: Int) throws {
    let own = WindowCase(law: .spliced(), shown: 3, held: 3, bounds: [500_000])
    try expectAgreement(own, month, seen: Self.near, count: 100)
  }

  /// Who has it is told by three months of a law that jumps.
  @Test func personasOfThreeMonthsMeetNestedQuadrature() throws {
    try expectAgreement(
      WindowCase(law: .spliced(), shown: 3, held: 3), 0, seen: Self.near, count: 100)
  }
}

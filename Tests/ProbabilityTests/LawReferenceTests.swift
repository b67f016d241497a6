// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

/// Every family against scipy (References/laws.py).
@Suite struct LawReferenceTests {
  private func law(_ reference: LawReference) throws -> any Law {
    let family = try #require(LawRegistry.family(named: reference.law))
    return try family.law(reference.parameters)
  }

  private func agree(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    value == expected || abs(value - expected) <= tolerance * abs(expected)
  }

  @Test(arguments: LawReference.all) func matchesScipy(reference: LawReference) throws {
    let law = try law(reference)
    let x = reference.x
    #expect(
      abs(law.logDensity(x) - reference.logDensity) <= 1e-12 * max(10, abs(reference.logDensity)))
    #expect(agree(law.cdf(x), reference.cdf, 2e-11))
    #expect(agree(law.upperTail(x), reference.upperTail, 2e-11))
    #expect(agree(law.mean, reference.mean, 1e-13))
    #expect(agree(law.variance, reference.variance, 1e-12))
  }

  @Test(arguments: LawReference.all) func quantilesComeBack(reference: LawReference) throws {
    let law = try law(reference)
    let x = reference.x
    if reference.cdf > 0, reference.cdf < 0.999 {
      let back = law.quantile(reference.cdf * (law.isDiscrete ? 1 - 1e-9 : 1))
      #expect(agree(back, x, 1e-9), "\(back), not \(x)")
    }
    if reference.upperTail > 0, reference.upperTail < 0.999 {
      let back = law.quantile(upperTail: reference.upperTail * (law.isDiscrete ? 1 + 1e-9 : 1))
      #expect(agree(back, x, 1e-9), "\(back), not \(x)")
    }
  }
}

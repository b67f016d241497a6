// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of the retail bank that is shipped: in all its months, in the last one, and where no value
/// is missing.
///
/// Every statistical check below has a false-alarm rate of 1e-4 and a fixed seed.
@Suite struct RetailBankMonthsTests {
  /// What the classifiers that are shipped see, by scheme but for need, whose chances are approximate; and
  /// everything.
  private static let sights = [
    ("life_stage", ["age", "aum_avg", "payments_avg"]),
    ("life_stage", ["age", "income", "aum_avg", "payments_avg", "digital"]),
    ("attitude", ["age", "risk_quiz"]), ("engagement", ["payments_avg"]),
    ("engagement", ["age", "payments_avg"]), ("life_stage", []), ("attitude", []),
    ("engagement", []), ("value", ["aum_avg"]), ("value", []),
  ]

  private static func columns(_ model: PopulationModel, _ features: [String]) -> [Int] {
    let names = model.schema.names
    let found = features.isEmpty ? Array(names.indices) : features.compactMap(names.firstIndex)
    #expect(found.count == features.count || features.isEmpty)
    return found
  }

  /// Sums or quadrature tell every month's posterior; no limit comes before the last.
  @Test func everyMonthHasAPosterior() throws {
    let (model, library) = (try RetailBank.model(), PosteriorLibrary())
    #expect(model.months == 24)
    for (scheme, features) in Self.sights {
      let position = try #require(model.schemes.map(\.name).firstIndex(of: scheme))
      let plan = try PosteriorPlan(
        model, scheme: position, seeing: Self.columns(model, features), sharing: library)
      #expect(plan.limit == nil, "\(scheme) given \(features)")
      let months = try plan.models(through: 23)
      #expect(months.count == 24, "\(scheme) given \(features)")
      for (month, reader) in months.enumerated() {
        #expect(reader?.segments == model.schemes[position].segments.count, "\(scheme) in \(month)")
      }
    }
  }

  /// What each classifier sees, two years on.
  @Test func whatEachClassifierSeesIsReadInTheLastMonth() throws {
    let (model, library) = (try RetailBank.model(), PosteriorLibrary())
    let record = RecordedPopulation(model, only: 23)[23]
    for (scheme, features) in Self.sights {
      let sample = try PosteriorCheck.sample(
        model, scheme: scheme, month: 23, seeing: Self.columns(model, features), record: record,
        sharing: library)
      try RetailBank.check(sample, "\(scheme) given \(features)")
    }
  }

  /// A bank that misses no value, and so fills none in.
  @Test func everythingSeenIsReadWhereNothingIsMissing() throws {
    let model = try RetailBank.model { text in
      text.replacing(/\n    - missing:.*\n      per:.*/, with: "")
        .replacing("\n    - impute: median", with: "")
    }
    let (record, library) = (RecordedPopulation(model, only: 14)[14], PosteriorLibrary())
    for scheme in ["life_stage", "attitude", "engagement", "value", "need"] {
      let sample = try PosteriorCheck.sample(
        model, scheme: scheme, month: 14, record: record, sharing: library)
      #expect(sample.seen.allSatisfy { column in !column.contains(where: \.isNaN) })
      #expect(sample.truth.count > 190_000)
      try RetailBank.check(sample, "\(scheme), nothing missing")
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations
import Testing

/// Posteriors of the retail bank that is shipped, against what is drawn of 200,000 customers.
///
/// Every statistical check below has a false-alarm rate of 1e-4 and a fixed seed.
@Suite struct RetailBankPosteriorTests {
  @Test func everythingSeenIsReadInALateMonth() throws {
    let model = try RetailBank.model()
    let (record, library) = (RecordedPopulation(model, only: 14)[14], PosteriorLibrary())
    for scheme in ["life_stage", "attitude", "engagement", "value", "need"] {
      let sample = try PosteriorCheck.sample(
        model, scheme: scheme, month: 14, record: record, sharing: library)
      try RetailBank.check(sample, scheme)
      try RetailBank.check(sample.withoutMissing, "\(scheme), nothing missing")
    }
  }

  /// In the second scored month entrants have windows of one or two months.
  @Test func averagesAreReadInAnEarlyMonth() throws {
    let model = try RetailBank.model()
    let record = RecordedPopulation(model, only: 1)[1]
    let sample = try PosteriorCheck.sample(model, scheme: "value", month: 1, record: record)
    try RetailBank.check(sample, "value")
    let average = try #require(model.schema.names.firstIndex(of: "aum_avg"))
    let alone = try PosteriorCheck.sample(
      model, scheme: "value", month: 1, seeing: [average], record: record)
    try RetailBank.check(alone, "value by its average alone")
  }

  /// What the handbook and the fitted classifiers see of a need, where entrants are new.
  @Test(arguments: [
    ["age", "aum_avg"], ["age", "income", "aum_avg", "payments_avg", "digital", "risk_quiz"],
  ])
  func needsAreReadInAnEarlyMonth(_ features: [String]) throws {
    let model = try RetailBank.model()
    let columns = features.compactMap { model.schema.names.firstIndex(of: $0) }
    #expect(columns.count == features.count)
    let record = RecordedPopulation(model, only: 1)[1]
    let sample = try PosteriorCheck.sample(
      model, scheme: "need", month: 1, seeing: columns, record: record)
    try RetailBank.check(sample, "need given \(features)")
    try RetailBank.check(sample.withoutMissing, "need given \(features), nothing missing")
  }

  @Test func monthsOnTheBooksNeedNotBeSeen() throws {
    let model = try RetailBank.model()
    let columns = ["age", "income", "aum_avg", "payments_avg", "digital"].compactMap {
      model.schema.names.firstIndex(of: $0)
    }
    let record = RecordedPopulation(model, only: 9)[9]
    let sample = try PosteriorCheck.sample(
      model, scheme: "life_stage", month: 9, seeing: columns, record: record)
    try RetailBank.check(sample, "life stage")
    // Who does not look at the assets is found out.
    let blind = try PosteriorCheck.sample(
      model, scheme: "life_stage", month: 9, seeing: columns.filter { $0 != columns[2] },
      regressingOn: columns, record: record)
    #expect(PosteriorCheck.residualChance(blind) < 1e-9)
  }

  /// What each classifier that is shipped sees, in the first month with entrants and moves.
  @Test(arguments: [
    ("life_stage", ["age", "aum_avg", "payments_avg"]),
    ("life_stage", ["age", "income", "aum_avg", "payments_avg", "digital"]),
    ("attitude", ["age", "risk_quiz"]), ("engagement", ["payments_avg"]),
    ("engagement", ["age", "payments_avg"]),
  ])
  func whatEachClassifierSeesIsReadEarly(_ scheme: String, _ features: [String]) throws {
    let model = try RetailBank.model()
    let columns = features.compactMap { model.schema.names.firstIndex(of: $0) }
    #expect(columns.count == features.count)
    let record = RecordedPopulation(model, only: 1)[1]
    let sample = try PosteriorCheck.sample(
      model, scheme: scheme, month: 1, seeing: columns, record: record)
    try RetailBank.check(sample, "\(scheme) given \(features)")
    try RetailBank.check(sample.withoutMissing, "\(scheme) given \(features), nothing missing")
  }
}

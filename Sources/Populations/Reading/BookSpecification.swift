// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Who is on the books: the scenario's `population` block, but for what refers to the world.
struct BookSpecification {
  /// The block's keys.
  static let shape = RecordShape(
    "population",
    [
      .init(
        "customers", .integer(.atLeastOne), isRequired: true,
        "how many customers are on the books in the first month"),
      .init("from", .month, isRequired: true, "the first month that is scored"),
      .init("months", .integer(.atLeastOne), isRequired: true, "how many months are scored"),
      .init(
        "draw", .choice(["random", "quota"]),
        "random, or quota: level shares of the first book are met exactly"),
      .init("entry", .record(entryShape), "who enters later"),
      .init("exit", .record(exitShape), "who leaves"),
    ], mayBeAnnotated: true)
  private static let entryShape = RecordShape(
    "entry",
    [
      .init(
        "monthly", .number(.atLeastZero), isRequired: true,
        "entrants a month as a share of the first month's book"),
      .init("mix", .named(.share, "level"), "levels of the persona among entrants"),
    ])
  private static let exitShape = RecordShape(
    "exit",
    [.init("hazard", .table, isRequired: true, "the chance each month that a customer leaves")])

  var customers: Int
  let from: Month
  let months: Int
  let isQuota: Bool
  let entryRate: Double
  let mix: ScenarioReader?
  let hazard: ScenarioReader?
  let reader: ScenarioReader

  init?(reading reader: ScenarioReader) {
    guard let record = reader.record(Self.shape) else { return nil }
    let customers = record.integer("customers", .init(PopulationLimits.customers))
    let months = record.integer("months", .init(PopulationLimits.months))
    isQuota = record["draw"]?.choice(["random", "quota"]) == "quota"
    let entry = record["entry"]?.record(Self.entryShape)
    entryRate = entry?.number("monthly", .init(0, 10)) ?? 0
    mix = entry?["mix"]
    hazard = record["exit"]?.record(Self.exitShape)?["hazard"]
    self.reader = reader
    guard let customers, let from = record.month("from"), let months else { return nil }
    guard from >= Month.first, from + (months - 1) <= Month.last else {
      record["from"]?.error(
        "the months from \(from) on must lie within \(Month.first) and \(Month.last)")
      return nil
    }
    self.customers = customers
    self.from = from
    self.months = months
  }
}

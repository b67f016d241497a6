// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// A small scenario that uses each kind of value once, as the readers of the product do.
struct SampleBook {
  static let population = RecordShape(
    "the population",
    [
      RecordShape.Field("customers", .integer(.atLeastOne), isRequired: true, "how many there are"),
      RecordShape.Field("from", .month, isRequired: true, "the first month"),
      RecordShape.Field("lasts", .duration, "how long it runs"),
      RecordShape.Field("draw", .choice(["random", "quota"]), "how levels are drawn"),
      RecordShape.Field("entry", .share, "the share that enters each month"),
      RecordShape.Field("warm", .flag, "whether to warm up"),
      RecordShape.Field("size", .number(.positive), "any positive number"),
    ])
  static let shape = RecordShape(
    "the scenario",
    [
      RecordShape.Field("scenario", .integer(.atLeastOne), isRequired: true, "the version, 1"),
      RecordShape.Field("seed", .integer(.atLeastZero), isRequired: true, "where chance starts"),
      RecordShape.Field("population", .record(population), isRequired: true, "who is drawn"),
      RecordShape.Field("levels", .named(.named(.share, "level"), "quantity"), "the levels"),
      RecordShape.Field("moves", .named(.named(.share, "level"), "level"), "moves by month"),
      RecordShape.Field("values", .named(.table, "quantity"), "the numbers, in order"),
      RecordShape.Field("rules", .named(.condition, "rule"), "what holds when"),
    ])

  private(set) var names: [(name: String, value: NamedValue)] = []
  private(set) var tables: [(name: String, table: CheckedTable)] = []
  private(set) var rules: [(name: String, rule: CheckedExpression)] = []

  /// Reads a scenario; what is wrong is in the log.
  init(_ root: ScenarioNode, log: ProblemLog) {
    guard let fields = ScenarioReader(root, log: log).record(Self.shape) else { return }
    _ = fields.integer("scenario", Shape.Limits(1, 1))
    _ = fields.integer("seed", .atLeastZero)
    readPopulation(fields["population"])
    for (name, value) in fields["levels"]?.named("quantity") ?? [] {
      guard let shares = value.shares() else { continue }
      names.append((name, .levels(slot: names.count, names: shares.levels)))
    }
    for (_, value) in fields["moves"]?.named("level") ?? [] {
      _ = value.shares(of: "level", total: .atMostOne)
    }
    let written = fields["values"]?.named("quantity") ?? []
    for (index, (name, value)) in written.enumerated() {
      let scope = Scope(table: NameTable(names), later: written[index...].map(\.name))
      value.requireName(name, "quantity")
      if let table = TableValue(reading: value)?.checked(in: scope, value) {
        tables.append((name, table))
      }
      names.append((name, .number(slot: names.count)))
    }
    for (name, value) in fields["rules"]?.named("rule") ?? [] {
      let scope = Scope(table: NameTable(names), later: [])
      if let rule = Expression(reading: value)?.checkedCondition(in: scope, value) {
        rules.append((name, rule))
      }
    }
  }

  private func readPopulation(_ reader: ScenarioReader?) {
    guard let fields = reader?.record(Self.population) else { return }
    _ = fields.integer("customers", .atLeastOne)
    _ = fields.month("from")
    _ = fields.duration("lasts")
    _ = fields["draw"]?.choice(["random", "quota"])
    _ = fields.share("entry")
    _ = fields["warm"]?.flag()
    _ = fields.number("size", .positive)
  }

  /// Names that may stand only below their definition.
  private struct Scope: NameScope {
    let table: NameTable
    let later: [String]

    var knownNames: [String] { table.knownNames }

    func value(named name: String) -> NamedValue? { table.value(named: name) }

    func lawParameter(_ parameter: String, of name: String) -> NamedValue? {
      parameter == "mean" ? table.value(named: name) : nil
    }

    func reasonUnavailable(_ name: String) -> String? {
      later.contains(name) ? "is not defined before here: references go only backwards" : nil
    }
  }
}

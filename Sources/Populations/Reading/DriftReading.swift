// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Reads the scenario's `drift` block.
enum DriftReading {
  /// The keys of one drift.
  static let shape = RecordShape(
    "drift",
    [
      .init("from", .month, isRequired: true, "the first month in force"),
      .init("for", .duration, "how long it stays in force; for good if it is not said"),
      .init("until", .month, "the last month in force, instead of 'for'"),
      .init("shape", .choice(["step"]), "how it sets in: at once"),
      .init(
        "changes", .named(.record(changeShape), "target"), isRequired: true,
        "what changes, such as world.digital, world.income.lognormal.median, "
          + "population.exit.hazard"),
    ], mayBeAnnotated: true)
  private static let changeShape = RecordShape(
    "a change",
    [
      .init("set", .number(.any), "a number takes the place of the value"),
      .init("add", .number(.any), "a number is added"),
      .init("times", .number(.any), "the value is multiplied"),
      .init(
        "scale", .choice(DriftChange.Scale.allCases.map(\.rawValue)),
        "the scale on which it is added or multiplied; identity if it is not said"),
    ])

  /// Reads all drifts.
  ///
  /// - Parameters:
  ///   - reader: the block; nothing when the scenario has none.
  ///   - book: the months of the scenario.
  /// - Returns: the changes in the order written.
  static func changes(_ reader: ScenarioReader?, _ book: BookSpecification) -> [DriftChange] {
    (reader?.named("drift") ?? []).flatMap { name, value in
      changes(name, value, book)
    }
  }

  private static func changes(
    _ name: String, _ reader: ScenarioReader, _ book: BookSpecification
  ) -> [DriftChange] {
    guard let record = reader.record(shape), let from = record.month("from"),
      let changes = record["changes"]?.named("target")
    else { return [] }
    _ = record["shape"]?.choice(["step"])
    guard from >= book.from else {
      record["from"]?.error("\(from) is before the first month, \(book.from)")
      return []
    }
    if from - book.from >= book.months {
      record["from"]?.warning("\(from) is after the last month: this drift never comes")
    }
    if record.has("for"), record.has("until") {
      record["until"]?.error("'for' and 'until' say the same: only one may be given")
    }
    let start = from - book.from
    let last = record.month("until").map { $0 - book.from + 1 }
    let until = record.duration("for").map { start + $0 } ?? last
    if let until, until <= start {
      record["until"]?.error("the last month must not be before the first, \(from)")
    }
    return changes.compactMap { change(name, $0.name, $0.value, start, until) }
  }

  private static func change(
    _ name: String, _ target: String, _ reader: ScenarioReader, _ from: Int, _ until: Int?
  ) -> DriftChange? {
    guard let record = reader.record(changeShape),
      let key = record.one(of: ["set", "add", "times"], "kind"),
      let amount = record.number(key), let operation = DriftChange.Operation(rawValue: key)
    else { return nil }
    let scales = DriftChange.Scale.allCases.map(\.rawValue)
    let scale = record["scale"].map { $0.choice(scales) ?? "" } ?? "identity"
    guard let scale = DriftChange.Scale(rawValue: scale) else { return nil }
    return DriftChange(
      name: name, target: target, from: from, until: until, operation: operation, amount: amount,
      scale: scale, position: reader.node.position)
  }
}

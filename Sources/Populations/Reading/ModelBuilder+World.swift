// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// The keys of one quantity of the world.
  static let quantityShape = RecordShape(
    "a quantity",
    LawReading.fields + [
      .init(
        "levels", .either([.named(.share, "level"), .named(sharesByLevel, "table")]),
        "the levels it can have, with their shares, or a table of these by a level"),
      .init("is", .table, "what it is worked out from"),
      .init("unit", .text, "the unit of the values, for the report"),
      .init("moves", .named(.named(.share, "level"), "level"), "monthly chances of moving"),
      .init("within", .record(LawReading.withinShape), "bounds of the law"),
      .init("each", .choice(["month"]), "drawn anew each month"),
      .init("monthly", .table, "this month's value from last month's"),
      .init("at entry", .table, "the value of those who enter later, when it is not drawn"),
      .init(
        "after move",
        .either([.choice(["keep", "redraw"]), .record(towardShape)]),
        "what a move of the level its law is tabled by does to it"),
    ], mayBeAnnotated: true)
  private static let sharesByLevel = Shape.named(.named(.share, "level"), "level")
  private static let towardShape = RecordShape(
    "after move",
    [
      .init("toward", .choice(["new law"]), isRequired: true, "it goes toward the new law"),
      .init("half-life", .duration, isRequired: true, "half of the way in so many months"),
    ])

  /// Reads the scenario's `world` block.
  func readWorld(_ reader: ScenarioReader) {
    guard let written = reader.named("quantity") else {
      unread.insert("world")
      return
    }
    let entries = written.filter { isValid($0.name, $0.value) }
    worldEntries = Set(entries.map(\.name))
    blockBeingRead = BlockBeingRead(.world, entries)
    for (name, value) in entries {
      blockBeingRead?.go(to: name)
      readQuantity(name, value)
      if !names.contains(where: { $0.name == name }) { declareUnread(name) }
    }
    blockBeingRead = nil
  }

  private func isValid(_ name: String, _ reader: ScenarioReader) -> Bool {
    let base = reader.node.element?.vector ?? name
    if ScenarioReader.reservedWords.contains(base) {
      reader.error("'\(base)' is a word of the language and cannot name a quantity")
      declareUnusable(base)
      return false
    }
    let isWord =
      (base.first.map { $0.isASCII && $0.isLetter } ?? false)
      && base.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    if !isWord {
      reader.error(
        "'\(base)' cannot name a quantity",
        advice: "a name has letters, digits and underscores, and starts with a letter")
      declareUnusable(base)
    }
    return isWord
  }

  private func readQuantity(_ name: String, _ reader: ScenarioReader) {
    let kinds = ["levels", "is"] + LawReading.keys
    guard let record = reader.record(Self.quantityShape),
      let kind = record.one(of: kinds, "way to come about")
    else { return }
    switch kind {
    case "levels": readLevels(name, record)
    case "is": readDerived(name, record)
    default: readLaw(name, kind, record)
    }
  }

  private func readDerived(_ name: String, _ record: RecordReader) {
    for key in record.written(among: ["each", "monthly", "at entry", "after move", "within"]) {
      record[key]?.error("a quantity that is worked out has no '\(key)'")
    }
    guard let value = record["is"], let checked = number(value) else { return }
    let slot = layout.addNumber()
    let versions = drift.byEpoch(checked.root, "world." + name)
    append(
      Quantity(
        name: name, unit: record.text("unit"), slot: slot,
        kind: .derived(versions.map { ColumnProgram($0) }), levelNames: [], isCount: false,
        parents: parents(of: [checked]), summary: "is \(value.node.text ?? "a table")"))
    declare(name, .number(slot: slot))
  }

  func append(_ quantity: Quantity) { quantities.append(quantity) }

  /// Reads what a move does to a quantity.
  func afterMove(_ record: RecordReader) -> AfterMove? {
    guard let reader = record["after move"] else { return nil }
    if reader.node.entries != nil {
      guard let toward = reader.record(Self.towardShape), let months = toward.duration("half-life"),
        toward["toward"]?.choice(["new law"]) != nil
      else { return nil }
      if months == 0 { toward["half-life"]?.error("must be at least 1 month") }
      return .toward(halfLife: Double(months))
    }
    switch reader.text() {
    case "keep": return .keep
    case "redraw": return .redraw
    case let text?:
      reader.error(
        "'\(text)' is nothing that a move can do",
        advice: "known: keep, redraw, {toward: new law, half-life: 4 months}")
      return nil
    case nil: return nil
    }
  }

  /// The slot of the months on the books, made when something first asks for it.
  func tenure() -> Int {
    if let tenureSlot { return tenureSlot }
    let slot = layout.addNumber()
    tenureSlot = slot
    if let exitHazard { finishTenure(exitHazard) }
    return slot
  }

  /// The slot of a parameter of a quantity's present law, made when something asks for it.
  func lawParameter(_ parameter: String, of name: String) -> NamedValue? {
    let plain = name.hasPrefix("world.") ? String(name.dropFirst(6)) : name
    guard let law = readLaws[plain] else { return nil }
    let key = "law.\(parameter)(\(plain))"
    if let known = names.first(where: { $0.name == key }) { return known.value }
    var versions: [CheckedExpression] = []
    for (plan, template) in zip(law.plans, law.templates) {
      if let laws = plan.laws {
        let values = laws.compactMap { $0.value(of: parameter) }
        guard values.count == laws.count else { return nil }
        let nodes = values.map { CheckedExpression.Node.constant($0) }
        versions.append(
          CheckedExpression(plan.levelSlot.map { .byLevel(slot: $0, values: nodes) } ?? nodes[0]))
      } else if let written = template.parameters.first(where: { $0.name == parameter }) {
        versions.append(written.expression)
      } else {
        return nil
      }
    }
    let slot = layout.addNumber()
    append(
      Quantity(
        name: key, unit: nil, slot: slot, kind: .lawParameter(versions.map { ColumnProgram($0) }),
        levelNames: [], isCount: false, parents: parents(of: versions),
        summary: "a parameter of \(plain)"))
    names.append((key, .number(slot: slot)))
    return .number(slot: slot)
  }
}

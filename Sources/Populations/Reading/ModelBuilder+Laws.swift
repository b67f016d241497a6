// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// Reads a number quantity that is drawn by a law.
  func readLaw(_ name: String, _ key: String, _ record: RecordReader) {
    record["moves"]?.error("only a quantity with levels has moves")
    guard let law = lawPlans(key, record, target: "world." + name) else { return }
    readLaws[name] = law
    let path = root.child("world").child(name)
    let isEachMonth = record["each"].map { $0.choice(["month"]) != nil } ?? false
    let slot = layout.addNumber()
    let isShifted = drift.concerns("world." + name)
    drift.noteUndefinedScales("world." + name, within: law.support, in: log)
    let stateSlot = isShifted ? layout.addNumber() : slot
    let own = [
      (name, NamedValue.number(slot: stateSlot)), ("world." + name, .number(slot: stateSlot)),
    ]
    .map { (name: $0.0, value: $0.1) }
    let monthly = record["monthly"].flatMap { number($0, extra: own) }
    let atEntry = record["at entry"].flatMap { number($0) }
    if isEachMonth, let reader = record["monthly"] {
      reader.error("a quantity drawn anew each month has no 'monthly'")
    }
    let slots = law.templates[0].parameters.flatMap(\.expression.levelSlots)
    let movers = movers(of: slots)
    let after = lawAfterMove(name, record, law, movers: movers, isEachMonth: isEachMonth)
    let isPending = if case .toward = after { true } else { false }
    let node = LawNode(
      plans: law.plans, isEachMonth: isEachMonth, monthly: monthly.map { ColumnProgram($0) },
      atEntry: atEntry.map { ColumnProgram($0) }, afterMove: after, movers: movers,
      pendingSlot: isPending ? layout.addNumber() : nil, link: Link(law.support),
      stateSlot: stateSlot,
      overlays: isShifted ? overlays(name, stateSlot) : [], path: path)
    let template = law.templates[0]
    append(
      Quantity(
        name: name, unit: record.text("unit"), slot: slot, kind: .law(node), levelNames: [],
        isCount: template.isCount && monthly == nil && !isShifted,
        parents: parents(
          of: template.parameters.map(\.expression) + [monthly, atEntry].compactMap { $0 }),
        summary: summary(template, law, record, isEachMonth)))
    declare(name, .number(slot: slot))
  }

  private func summary(
    _ template: LawTemplate, _ law: ReadLaw, _ record: RecordReader, _ isEachMonth: Bool
  ) -> String {
    let table = law.levelSlot.flatMap { slot in
      quantities.first { $0.slot == slot && !$0.levelNames.isEmpty }?.name
    }
    let sampled =
      if case .byRow(let drawer, _, _) = law.plans[0] {
        ", parameters by customer" + (drawer.usesSampler ? ", drawn by GSL's sampler" : "")
      } else {
        ""
      }
    return template.name + (table.map { " by \($0)" } ?? "") + sampled
      + (isEachMonth ? ", each month" : "")
      + (record["monthly"]?.node.text.map { ", monthly \($0)" } ?? "")
  }

  private func overlays(_ name: String, _ stateSlot: Int) -> [ColumnProgram?] {
    let plain = CheckedExpression.Node.number(slot: stateSlot)
    return drift.byEpoch(plain, "world." + name).map {
      $0.root == plain ? nil : ColumnProgram($0)
    }
  }

  private func lawAfterMove(
    _ name: String, _ record: RecordReader, _ law: ReadLaw, movers: [Int], isEachMonth: Bool
  ) -> AfterMove {
    let said = afterMove(record)
    if movers.isEmpty || isEachMonth {
      if said != nil {
        record["after move"]?.warning(
          isEachMonth
            ? "'\(name)' is drawn anew each month: a move needs no word"
            : "'\(name)' does not depend on a level that moves")
      }
      return .keep
    }
    guard let said else {
      if !record.has("after move") { noteUnsaidMove(name, record) }
      return .keep
    }
    if case .toward = said, law.levelSlot == nil || law.plans.contains(where: { $0.laws == nil }) {
      record["after move"]?.error("only a law whose parameters are tables by one level can do this")
      return .keep
    }
    if case .toward = said, law.templates[0].isCount {
      record["after move"]?.error(
        "whole numbers cannot go part of a way: keep or redraw, or give the mean a quantity that does"
      )
      return .keep
    }
    return said
  }

  /// Reads a law for every epoch of drift.
  func lawPlans(
    _ key: String, _ record: RecordReader, target: String,
    extra: [(name: String, value: NamedValue)] = []
  ) -> ReadLaw? {
    guard let value = record[key],
      var template = LawReading.template(key, value, { self.number($0, extra: extra) })
    else { return nil }
    if let within = record.has("within") ? record["within"] : nil {
      guard
        let truncated = LawReading.truncated(template, within, { self.number($0, extra: extra) })
      else { return nil }
      template = truncated
    }
    let versions = template.parameters.map {
      drift.byEpoch($0.expression.root, "\(target).\(key).\($0.name)")
    }
    var (plans, templates): ([DrawPlan], [LawTemplate]) = ([], [])
    for epoch in 0..<drift.epochs.count {
      var version = template
      for index in version.parameters.indices {
        version.parameters[index].expression = versions[index][epoch]
      }
      guard let plan = plan(version, value, drift.inForce(epoch)) else { return nil }
      plans.append(plan)
      templates.append(version)
    }
    let slots = Set(template.parameters.flatMap(\.expression.levelSlots))
    let levelSlot = plans.allSatisfy { $0.laws != nil } ? slots.first : nil
    return ReadLaw(plans: plans, templates: templates, levelSlot: levelSlot)
  }

  /// Compiles a law, noting impossible parameters at its place.
  ///
  /// - Parameters:
  ///   - template: the law and its parameters.
  ///   - reader: the law's value.
  ///   - drifts: the names of the drifts in force, as words for messages.
  /// - Returns: the plan; nothing when a parameter is impossible.
  func plan(
    _ template: LawTemplate, _ reader: ScenarioReader, _ drifts: String = ""
  ) -> DrawPlan? {
    do throws(LawPlanError) {
      return try DrawPlan.plan(template) { levelNamesBySlot[$0]?.count ?? 1 }
    } catch {
      let slots = Set(template.parameters.flatMap(\.expression.levelSlots))
      let level = error.level.flatMap { level in
        slots.first.flatMap { levelNamesBySlot[$0]?[level] }
      }
      LawReading.place(of: error.law, in: reader)
        .error("\(error.law)" + (level.map { " (for level '\($0)')" } ?? "") + drifts)
      return nil
    }
  }
}

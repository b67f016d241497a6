// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Reads the settings of `tiers`; what is wrong is noted.
struct TierReading {
  /// Floors by ascending tier.
  struct Floors {
    /// The floors of the tiers above the base.
    let values: [Double]
    /// The segments from the base up.
    let segments: [SegmentIndex]
  }

  let record: RecordReader
  let task: ClassifierTask

  /// The measure, with its text.
  func measure() -> (CheckedExpression, String)? {
    guard let reader = record["measure"], let expression = Expression(reading: reader),
      let checked = expression.checkedNumber(
        in: RuleScope(task: task, thresholds: []), reader)
    else { return nil }
    guard !checked.numberSlots.isEmpty || !checked.levelSlots.isEmpty else {
      reader.error(
        "must name a feature, but got \(reader.node.summary)",
        advice: "known: \(task.visibleNames.joined(separator: ", "))")
      return nil
    }
    return (checked, expression.text)
  }

  /// The floors, which leave one tier without: the base.
  func floors() -> Floors? {
    guard let reader = record["floors"], let named = reader.named("segment"),
      let entries = reader.node.entries
    else { return nil }
    let read = zip(named, entries).map { tier, entry in
      (
        tier.value.segment(tier.name, of: task.scheme, at: entry.keyPosition),
        tier.value.number(.positive)
      )
    }
    let segments = read.compactMap(\.0)
    let values = read.compactMap(\.1)
    guard segments.count == read.count, values.count == read.count else { return nil }
    guard let base = base(segments, reader) else { return nil }
    for index in values.indices.dropFirst() where values[index] <= values[index - 1] {
      named[index].value.error(
        "floors must ascend, but \(ShortNumber.text(values[index])) follows "
          + "\(ShortNumber.text(values[index - 1]))")
      return nil
    }
    let tiers = [base] + segments
    if task.scheme.isOrdered, tiers != tiers.sorted() {
      reader.error(
        "tiers must rise as in '\(task.scheme.name)'",
        advice: "from low to high: \(task.scheme.segments.joined(separator: ", "))")
      return nil
    }
    return Floors(values: values, segments: tiers)
  }

  private func base(_ segments: [SegmentIndex], _ reader: ScenarioReader) -> SegmentIndex? {
    let left = task.scheme.segments.indices.filter { !segments.contains(SegmentIndex($0)) }
    guard let base = left.first, left.count == 1, !segments.isEmpty else {
      let names = left.map { "'\(task.scheme.segments[$0])'" }.joined(separator: ", ")
      reader.error(
        "all tiers but the lowest need a floor, but "
          + (left.isEmpty ? "every one has one" : "none is named for \(names)"))
      return nil
    }
    return SegmentIndex(base)
  }

  /// The rule.
  ///
  /// - Parameter floors: the floors.
  /// - Returns: the rule; nothing when something is wrong.
  func rule(_ floors: Floors) -> TierRule? {
    let calendar = TierCalendar(reading: record)
    let over = record["over"].map(Self.over) ?? 1
    let up = TierMove().changed(by: record["up"], TierMove.upShape)
    let down = TierMove().changed(by: record["down"], TierMove.downShape)
    guard let up, let down else { return nil }
    var moves = (
      up: floors.segments.map { _ in up }, down: floors.segments.map { _ in down }
    )
    guard except(floors, &moves), let calendar, let over else { return nil }
    return TierRule(
      floors: floors.values, over: over, calendar: calendar, up: moves.up, down: moves.down)
  }

  private func except(_ floors: Floors, _ moves: inout (up: [TierMove], down: [TierMove])) -> Bool {
    guard let reader = record["exceptions"] else { return true }
    guard let named = reader.named("segment"), let entries = reader.node.entries else {
      return false
    }
    var isGood = true
    for (exception, entry) in zip(named, entries) {
      let value = exception.value
      guard let segment = value.segment(exception.name, of: task.scheme, at: entry.keyPosition),
        let tier = floors.segments.firstIndex(of: segment),
        let own = value.record(TierClassifier.exceptionShape), !own.hasUnknownKey,
        let up = moves.up[tier].changed(by: own["up"], TierMove.upShape),
        let down = moves.down[tier].changed(by: own["down"], TierMove.downShape)
      else {
        isGood = false
        continue
      }
      (moves.up[tier], moves.down[tier]) = (up, down)
      if tier == 0, own.has("down") {
        own["down"]?.warning("nobody is moved down from '\(exception.name)', the lowest tier")
      }
    }
    return isGood
  }

  private static func over(_ reader: ScenarioReader) -> Int? {
    guard let months = reader.duration() else { return nil }
    guard (1...60).contains(months) else {
      reader.error("must be 1 to 60 months, but got \(reader.node.text ?? "")")
      return nil
    }
    return months
  }

  /// The segment of customers whose measure was never known.
  ///
  /// - Parameter measure: the measure; nothing when it could not be read.
  /// - Returns: the segment, 255 for none; nothing when it is wrong.
  func missing(_ measure: (CheckedExpression, String)?) -> SegmentIndex? {
    if let reader = record["missing"] { return reader.segment(of: task.scheme) }
    let columns = measure.map { $0.0.numberSlots + $0.0.levelSlots } ?? []
    if let column = columns.first(where: { task.mayBeMissing?.contains($0) == true }) {
      record.reader.warning(
        "'\(task.schema.features[column].name)' can be missing; until the measure is known customers "
          + "get no estimate", advice: "say where they belong, with 'missing: SEGMENT'")
    }
    return noEstimate
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// The keys of one scheme of true segments.
  static let schemeShape = RecordShape(
    "a scheme",
    [
      .init(
        "method", .choice(SegmentScheme.Method.allCases.map(\.rawValue)),
        "which of the banks' methods it is"),
      .init("is", .name, "the level quantity whose levels are the segments"),
      .init("cut", .table, "the number that is cut into segments"),
      .init("levels", .named(.text, "segment"), "for a cut: 'below X' ascending, then 'above'"),
      .init("softmax", .named(.table, "segment"), "the utility of each segment: one is drawn"),
      .init("drawn", .named(.share, "segment"), "shares of the segments, or a table by level"),
      .init("first match", .list(.named(.condition, "segment")), "conditions in order"),
      .init("sharpness", .number(.positive), "multiplies the utilities of a softmax"),
      .init(
        "weighted by", .name, "a number quantity by which metrics are also weighted, such as aum"),
      .init("ordered", .flag, "whether the order of the segments means something"),
      .init("noise redrawn", .record(redrawnShape), "when a drawn segment's noise is drawn anew"),
    ]
      + WindowStatistic.allCases.map {
        .init($0.rawValue + " of", .duration, "for a cut: the \($0.rawValue) of the last months")
      }, mayBeAnnotated: true)
  static let redrawnShape = RecordShape(
    "noise redrawn",
    [
      .init("after move", .choice(["all", "none"]), "whether a move redraws all of it"),
      .init("each month", .share, "the share of customers for whom it is redrawn each month"),
    ])

  /// Reads the scenario's `segments` block.
  func readSegments(_ reader: ScenarioReader) {
    guard let entries = reader.named("scheme") else {
      unread.insert("segments")
      return
    }
    for (name, value) in entries {
      readScheme(name, value)
      if truths.last?.scheme.name != name { unread.insert("segments." + name) }
    }
  }

  private func readScheme(_ name: String, _ reader: ScenarioReader) {
    let kinds = ["is", "cut", "softmax", "drawn", "first match"]
    guard let record = reader.record(Self.schemeShape),
      let kind = record.one(of: kinds, "way to come about")
    else { return }
    noteStrayKeys(kind, record)
    switch kind {
    case "is": readSame(name, record)
    case "cut": readCut(name, record)
    case "first match": readFirstMatch(name, record)
    default: readDrawn(name, kind, record)
    }
  }

  private func noteStrayKeys(_ kind: String, _ record: RecordReader) {
    let windows = WindowStatistic.allCases.map { $0.rawValue + " of" }
    let own: [String: [String]] = [
      "cut": ["levels"] + windows, "softmax": ["sharpness", "noise redrawn"],
      "drawn": ["noise redrawn"],
    ]
    for key in record.written(among: ["levels", "sharpness", "noise redrawn"] + windows)
    where !(own[kind] ?? []).contains(key) {
      record[key]?.error("'\(key)' means nothing beside '\(kind)'")
    }
  }

  /// Adds a scheme that was read.
  func add(
    _ name: String, _ record: RecordReader, _ segments: [String], isOrdered: Bool, slot: Int,
    _ kind: TrueScheme.Kind, parents: [String], _ summary: String
  ) {
    guard segments.count <= 250 else {
      record.reader.error("at most 250 segments are possible, but got \(segments.count)")
      return
    }
    let method = record["method"].flatMap { reader in
      reader.choice(SegmentScheme.Method.allCases.map(\.rawValue))
        .flatMap { SegmentScheme.Method(rawValue: $0) }
    }
    var weightSlot: Int?
    if let reader = record["weighted by"], let quantity = reader.text() {
      if case .number(let slot)? = WorldScope(builder: self, extra: []).value(named: quantity) {
        weightSlot = slot
      } else {
        noteNot(quantity, "numbers", reader)
      }
    }
    let ordered = record["ordered"].flatMap { $0.flag() } ?? isOrdered
    let scheme = SegmentScheme(
      name: name, method: method, segments: segments, isOrdered: ordered)
    truths.append(
      TrueScheme(
        scheme: scheme, slot: slot, kind: kind, weightSlot: weightSlot, parents: parents,
        summary: summary))
  }

  private func readSame(_ name: String, _ record: RecordReader) {
    guard let quantity = record.text("is") else { return }
    guard
      case .levels(let slot, let levels)? = WorldScope(builder: self, extra: []).value(
        named: quantity)
    else {
      if let reader = record["is"] {
        noteNot(quantity, "levels", reader)
      }
      return
    }
    add(
      name, record, levels, isOrdered: false, slot: slot, .same, parents: [quantity],
      "is \(quantity)")
  }

  /// Notes that a name is no quantity of the kind that must stand here.
  ///
  /// - Parameters:
  ///   - name: the name as written.
  ///   - kind: what the quantity must have: `levels` or `numbers`.
  ///   - reader: where it is written.
  func noteNot(_ name: String, _ kind: String, _ reader: ScenarioReader) {
    let scope = WorldScope(builder: self, extra: [])
    if scope.value(named: name) == .unread { return }
    if let reason = scope.reasonUnavailable(name) { return reader.error("'\(name)' \(reason)") }
    let names = quantities.filter { $0.levelNames.isEmpty == (kind == "numbers") }.map(\.name)
    guard let found = quantities.first(where: { $0.name == name }) else {
      let unread = scope.knownNames.filter { scope.value(named: $0) == .unread }
      return reader.unknown(name, "quantity with \(kind)", known: names + unread)
    }
    reader.error(
      "must name a quantity with \(kind), but '\(name)' "
        + (found.levelNames.isEmpty ? "is a number" : "has levels"),
      advice: "known: \(names.joined(separator: ", "))")
  }
}

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
  private static let redrawnShape = RecordShape(
    "noise redrawn",
    [
      .init("after move", .choice(["all", "none"]), "whether a move redraws all of it"),
      .init("each month", .share, "the share of customers for whom it is redrawn each month"),
    ])

  /// Reads the scenario's `segments` block.
  func readSegments(_ reader: ScenarioReader) {
    for (name, value) in reader.named("scheme") ?? [] {
      let kinds = ["is", "cut", "softmax", "drawn", "first match"]
      guard let record = value.record(Self.schemeShape),
        let kind = record.one(of: kinds, "way to come about")
      else { continue }
      noteStrayKeys(kind, record)
      switch kind {
      case "is": readSame(name, record)
      case "cut": readCut(name, record)
      case "first match": readFirstMatch(name, record)
      default: readDrawn(name, kind, record)
      }
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

  private func add(
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
        noteNot(quantity, "numbers", reader, known: quantities.filter { $0.levelNames.isEmpty })
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
        noteNot(quantity, "levels", reader, known: quantities.filter { !$0.levelNames.isEmpty })
      }
      return
    }
    add(
      name, record, levels, isOrdered: false, slot: slot, .same, parents: [quantity],
      "is \(quantity)")
  }

  /// Notes that a name is no quantity of the kind that must stand here.
  private func noteNot(
    _ name: String, _ kind: String, _ reader: ScenarioReader, known: [Quantity]
  ) {
    let names = known.map(\.name)
    guard let found = quantities.first(where: { $0.name == name }) else {
      return reader.unknown(name, "quantity with \(kind)", known: names)
    }
    reader.error(
      "must name a quantity with \(kind), but '\(name)' "
        + (found.levelNames.isEmpty ? "is a number" : "has levels"),
      advice: "known: \(names.joined(separator: ", "))")
  }

  private func readCut(_ name: String, _ record: RecordReader) {
    guard let reader = record["cut"], let checked = number(reader) else { return }
    guard let levels = record["levels"] else {
      record.reader.error("a cut needs 'levels'", advice: "such as {low: below 4, high: above}")
      return
    }
    guard let (segments, bounds) = CutLevels.read(levels) else { return }
    var window: WindowMemory?
    let keys = WindowStatistic.allCases.map { $0.rawValue + " of" }
    if let key = record.written(among: keys).first, let reader = record[key],
      let statistic = WindowStatistic(rawValue: String(key.dropLast(3)))
    {
      window = WindowStep.memory(statistic, reader) { layout.addNumber() }
    }
    let text = reader.node.text ?? "a table"
    add(
      name, record, segments, isOrdered: true, slot: layout.addLevels(),
      .cut(ColumnProgram(checked), window, bounds: bounds), parents: parents(of: [checked]),
      "\(text) cut at \(bounds.map { LevelText.brief($0) }.joined(separator: ", "))"
        + (window.map { ", \($0.statistic.rawValue) of \($0.slots.count) months" } ?? ""))
  }

  private func readFirstMatch(_ name: String, _ record: RecordReader) {
    guard let items = record["first match"]?.list() else { return }
    var rules: [(segment: String, condition: CheckedExpression)] = []
    for item in items {
      guard let entry = item.named("segment")?.first, item.node.entries?.count == 1 else {
        item.error("each item must be one segment with its condition")
        return
      }
      guard let condition = condition(entry.value) else { return }
      rules.append((entry.name, condition))
    }
    guard let last = rules.last, last.condition.constantTruth == true, rules.count > 1 else {
      record["first match"]?.error(
        "the last condition must be 'otherwise'",
        advice: "it is for everybody whom no earlier condition fits")
      return
    }
    let segments = rules.map(\.segment).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    guard segments.count == rules.count else {
      record["first match"]?.error("each segment may stand once", advice: "join with 'or'")
      return
    }
    add(
      name, record, segments, isOrdered: false, slot: layout.addLevels(),
      .firstMatch(rules.dropLast().map { ColumnProgram($0.condition) }),
      parents: parents(of: rules.map(\.condition)), "the first of \(rules.count) rules")
  }

  private func readDrawn(_ name: String, _ kind: String, _ record: RecordReader) {
    let sharpness = record.has("sharpness") ? record.number("sharpness", .positive) : 1
    guard let reader = record[kind] else { return }
    let read = kind == "softmax" ? softmax(reader) : drawn(reader)
    guard let sharpness, let (segments, utilities) = read else { return }
    let noise = noise(name, record, segments, parents: parents(of: utilities))
    let byEpoch = zip(segments, utilities).map { segment, utility in
      drift.byEpoch(utility.root, "segments.\(name).\(segment)").map {
        CheckedExpression(.binary(.multiply, .constant(sharpness), $0.root))
      }
    }
    let programs = (0..<drift.epochs.count).map { epoch in
      byEpoch.map { ColumnProgram($0[epoch]) }
    }
    add(
      name, record, segments, isOrdered: false, slot: layout.addLevels(),
      .drawn(programs, noise), parents: parents(of: utilities),
      kind == "softmax" ? "drawn by the softmax of \(segments.count) utilities" : "drawn by shares")
  }

  private func softmax(_ reader: ScenarioReader) -> ([String], [CheckedExpression])? {
    guard let entries = reader.named("segment") else { return nil }
    let checked = entries.compactMap { number($0.value) }
    guard checked.count == entries.count else { return nil }
    guard entries.count > 1 else {
      reader.error("a softmax needs at least two segments")
      return nil
    }
    return (entries.map(\.name), checked)
  }

  /// Shares as utilities: the logarithm of a share plus Gumbel noise draws by the shares.
  private func drawn(_ reader: ScenarioReader) -> ([String], [CheckedExpression])? {
    guard let read = levelShares(reader) else { return nil }
    let utilities = read.names.indices.map { segment in
      let nodes = read.shares.map { shares in
        CheckedExpression.Node.constant(shares[segment] > 0 ? shares[segment].logarithm : -1e9)
      }
      return CheckedExpression(
        read.givenSlot.map { .byLevel(slot: $0, values: nodes) } ?? nodes[0])
    }
    return (read.names, utilities)
  }

  private func noise(
    _ name: String, _ record: RecordReader, _ segments: [String], parents: [String]
  ) -> NoiseNode {
    let redrawn = record["noise redrawn"]?.record(Self.redrawnShape)
    let onMove = redrawn?["after move"]?.choice(["all", "none"]) == "all"
    let movers = onMove ? movers(above: parents) : []
    if onMove, movers.isEmpty {
      redrawn?["after move"]?.warning("'\(name)' does not depend on a level that moves")
    }
    let path = root.child("segments").child(name)
    return NoiseNode(
      slots: segments.map { _ in layout.addNumber() },
      paths: segments.map { path.child("noise").child($0) }, redrawPath: path.child("redraw"),
      movers: movers, monthlyShare: redrawn?.share("each month") ?? 0)
  }

  /// The quantities with moves among some quantities and all that these are made from.
  private func movers(above names: [String]) -> [Int] {
    var reached = Set(names)
    for quantity in quantities.reversed() where reached.contains(quantity.name) {
      reached.formUnion(quantity.parents)
    }
    return movers(
      of: quantities.filter { reached.contains($0.name) && !$0.levelNames.isEmpty }.map(\.slot))
  }
}

/// Short texts of numbers.
enum LevelText {
  /// A number without a needless fraction.
  static func brief(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}

/// Reads `{low: below 4, middle: below 15, high: above}`.
enum CutLevels {
  /// Reads names and ascending bounds.
  ///
  /// - Parameter reader: the record of levels.
  /// - Returns: level names and the bounds between them.
  static func read(_ reader: ScenarioReader) -> ([String], [Double])? {
    guard let entries = reader.named("segment") else { return nil }
    var bounds: [Double] = []
    for (index, (_, value)) in entries.enumerated() {
      let text = value.node.text ?? ""
      if index == entries.count - 1 {
        guard text == "above" else {
          value.error("the last level must be 'above', but got '\(text)'")
          return nil
        }
        continue
      }
      guard text.hasPrefix("below "),
        let bound = ScenarioReader.parseNumber(String(text.dropFirst(6)))
      else {
        value.error("expected 'below' and a number, but got '\(text)'")
        return nil
      }
      guard bound > bounds.last ?? -.infinity else {
        value.error(
          "bounds must ascend, but \(text) follows below \(LevelText.brief(bounds.last ?? 0))")
        return nil
      }
      bounds.append(bound)
    }
    guard !bounds.isEmpty else {
      reader.error("a cut needs at least two levels")
      return nil
    }
    return (entries.map(\.name), bounds)
  }
}

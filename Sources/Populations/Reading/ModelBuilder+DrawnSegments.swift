// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Customers
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// Reads a scheme whose segments are drawn, by a softmax of utilities or by shares.
  func readDrawn(_ name: String, _ kind: String, _ record: RecordReader) {
    let sharpness = record.has("sharpness") ? record.number("sharpness", .positive) : 1
    guard let reader = record[kind] else { return }
    let read = kind == "softmax" ? softmax(reader) : drawn(reader)
    guard let sharpness, let (segments, utilities) = read else { return }
    let noise = noise(name, record, segments, parents: parents(of: utilities))
    let byEpoch = zip(segments, utilities).map { segment, utility in
      let target = "segments.\(name).\(segment)"
      drift.noteUndefinedScales(target, within: -Double.infinity ... .infinity, in: log)
      return drift.byEpoch(utility.root, target).map {
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

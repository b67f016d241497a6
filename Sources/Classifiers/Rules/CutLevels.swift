// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import ScenarioLanguage

/// Cut points and the segments between them, as written by `at` or by `levels`.
struct CutLevels {
  /// The ascending cut points.
  let cuts: [Double]
  /// The segments from below the first cut to above the last.
  let segments: [SegmentIndex]
  /// Where each segment's cut point is written, and where all are for the last.
  let positions: [SourcePosition]

  /// Reads `at` or `levels`; what is wrong is noted.
  ///
  /// - Parameters:
  ///   - record: the settings of `cuts`.
  ///   - scheme: the segments.
  init?(reading record: RecordReader, scheme: SegmentScheme) {
    guard let key = record.one(of: ["at", "levels"], "way of naming the cut points"),
      let reader = record[key]
    else { return nil }
    let read = key == "at" ? Self.positions(reader, scheme) : Self.levels(reader, scheme)
    guard let (cuts, segments) = read else { return nil }
    for (lower, upper) in zip(cuts, cuts.dropFirst()) where !(lower < upper) {
      reader.error(
        "cut points must ascend, but \(ShortNumber.text(upper)) follows \(ShortNumber.text(lower))")
      return nil
    }
    self.cuts = cuts
    self.segments = segments
    positions =
      key == "at"
      ? (reader.node.items ?? []).map(\.position) + [reader.node.position]
      : (reader.node.entries ?? []).map(\.keyPosition)
  }

  private static func positions(
    _ reader: ScenarioReader, _ scheme: SegmentScheme
  ) -> ([Double], [SegmentIndex])? {
    guard let items = reader.list() else { return nil }
    guard scheme.isOrdered else {
      reader.error(
        "'at' needs segments in an order, but those of '\(scheme.name)' have none",
        advice: "use 'levels: {SEGMENT: below NUMBER, …, SEGMENT: above}'")
      return nil
    }
    let cuts = items.compactMap { $0.number() }
    guard cuts.count == items.count else { return nil }
    guard cuts.count == scheme.segments.count - 1 else {
      reader.error(
        "\(scheme.segments.count) segments need \(scheme.segments.count - 1) cut points, "
          + "but got \(cuts.count)")
      return nil
    }
    return (cuts, scheme.segments.indices.map { SegmentIndex($0) })
  }

  private static func levels(
    _ reader: ScenarioReader, _ scheme: SegmentScheme
  ) -> ([Double], [SegmentIndex])? {
    guard let named = reader.named("segment"), let entries = reader.node.entries else { return nil }
    var cuts: [Double] = []
    var segments: [SegmentIndex] = []
    for (index, level) in named.enumerated() {
      let position = entries[index].keyPosition
      let segment = level.value.segment(level.name, of: scheme, at: position)
      let isLast = index == named.count - 1
      guard let segment, let cut = bound(level.value, isLast) else { continue }
      segments.append(segment)
      if !isLast { cuts.append(cut) }
    }
    guard segments.count == named.count, !named.isEmpty else {
      if named.isEmpty { reader.error("must name at least one segment, but got none") }
      return nil
    }
    let never = scheme.segments.indices.filter { !segments.contains(SegmentIndex($0)) }
    if !never.isEmpty {
      let names = never.map { "'\(scheme.segments[$0])'" }.joined(separator: ", ")
      reader.warning("no level gives \(names)")
    }
    return (cuts, segments)
  }

  /// The number of `below NUMBER`, or anything for `above` in the last place.
  private static func bound(_ reader: ScenarioReader, _ isLast: Bool) -> Double? {
    let text = reader.node.text ?? ""
    if isLast {
      if text == "above" { return .infinity }
      reader.error("the last level must be 'above', but got \(reader.node.summary)")
      return nil
    }
    let words = text.split(separator: " ", maxSplits: 1)
    guard words.count == 2, words[0] == "below",
      let cut = ScenarioReader.parseNumber(String(words[1])), cut.isFinite
    else {
      reader.error("a level must be 'below NUMBER', but got \(reader.node.summary)")
      return nil
    }
    return cut
  }
}

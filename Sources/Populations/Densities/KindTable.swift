// SPDX-License-Identifier: GPL-3.0-or-later

/// The kinds of customers of one month in flat columns, those of one cohort side by side.
struct KindTable: Sendable {
  /// One kind of customer, as far as what is seen can tell kinds apart.
  struct Kind: Sendable {
    /// Its share.
    let weight: Double
    /// For every group the position of its laws.
    let laws: [Int]
    /// The chance of each segment by combined cell, zeros where a rule gives it; nothing when a group
    /// gives the segments.
    let chances: [[Double]]
    /// The rule that gives the chances by combined cell, from several numbers' laws; -1 for none.
    let rules: [Int]
    /// A hidden state of the kind.
    let state: HiddenState
  }

  /// Kinds that are looked at together: those of one cohort, where months on the books are seen.
  struct Block: Sendable {
    /// Which kinds.
    let kinds: Range<Int>
    /// The month of entry, where months on the books are seen.
    let cohort: Int
    /// For every group the laws that any of the kinds has, ascending.
    let laws: [[Int]]
  }

  /// Shares by kind.
  let weights: [Double]
  /// Positions of laws, for every kind by group.
  let laws: [Int]
  /// The same by group, for every kind.
  let lawsByGroup: [[Int32]]
  /// How many combined cells there are; none when a group gives the segments.
  let combinations: Int
  /// The chance of each segment, for every kind by combined cell.
  let chances: [Double]
  /// The segment by kind and combined cell where it is certain; -1 where it is drawn.
  let certain: [Int]
  /// The same where there is one combined cell and every kind is certain; nothing else.
  let segments: [Int32]
  /// The rule that gives the chances by kind and combined cell; -1 where they are known.
  let rules: [Int]
  /// A hidden state of each kind.
  let states: [HiddenState]
  /// The kinds that are looked at together.
  let blocks: [Block]

  /// Lays kinds out.
  ///
  /// - Parameters:
  ///   - kinds: the kinds.
  ///   - isByCohort: whether kinds of one cohort are looked at together.
  init(_ kinds: [Kind], isByCohort: Bool) {
    let ordered = isByCohort ? Self.byCohort(kinds) : kinds
    weights = ordered.map(\.weight)
    laws = ordered.flatMap(\.laws)
    combinations = ordered.first?.chances.count ?? 0
    chances = ordered.flatMap { $0.chances.flatMap { $0 } }
    certain = ordered.flatMap { $0.chances.map { $0.firstIndex(of: 1) ?? -1 } }
    segments = combinations == 1 ? certain.map { Int32($0) } : []
    rules = ordered.flatMap(\.rules)
    states = ordered.map(\.state)
    let groups = ordered.first?.laws.count ?? 0
    lawsByGroup = (0..<groups).map { group in ordered.map { Int32($0.laws[group]) } }
    var (blocks, start): ([Block], Int) = ([], 0)
    for end in 1..<max(1, ordered.count + 1) {
      let isLast =
        end == ordered.count
        || (isByCohort && ordered[end].state.cohort != ordered[start].state.cohort)
      guard isLast, start < end else { continue }
      blocks.append(
        Block(
          kinds: start..<end, cohort: ordered[start].state.cohort,
          laws: (0..<groups).map { group in
            Set(ordered[start..<end].map { $0.laws[group] }).sorted()
          }))
      start = end
    }
    self.blocks = blocks
  }

  private static func byCohort(_ kinds: [Kind]) -> [Kind] {
    kinds.enumerated().sorted {
      ($0.element.state.cohort, $0.offset) < ($1.element.state.cohort, $1.offset)
    }.map(\.element)
  }
}

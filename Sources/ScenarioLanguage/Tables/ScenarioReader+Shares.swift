// SPDX-License-Identifier: GPL-3.0-or-later

extension ScenarioReader {
  /// How far shares may add up beside 1.
  private static let tolerance = 1e-9

  /// Reads levels with their shares.
  ///
  /// - Parameters:
  ///   - kind: what is named, for messages.
  ///   - known: the names that are allowed; nothing when the names are new.
  ///   - total: what the shares must add up to.
  /// - Returns: the levels in the order written; nothing when there is a problem.
  public func shares(
    of kind: String = "level", among known: [String]? = nil, total: ShareTotal = .one
  ) -> LevelShares? {
    guard let entries = node.entries, !entries.isEmpty else {
      error("must be a record with a share for each \(kind), but got \(node.summary)")
      return nil
    }
    guard entries.count <= Int(CheckedExpression.missingLevel) else {
      error("at most 255 levels can be told apart, but got \(entries.count)")
      return nil
    }
    var found: [Double?] = []
    var rest: [Int] = []
    for (index, entry) in entries.enumerated() {
      let inner = ScenarioReader(entry.value, path: path + [entry.key], log: log)
      if let known, !known.contains(entry.key) {
        inner.unknown(entry.key, kind, known: known, at: entry.keyPosition)
      } else if known == nil {
        inner.requireName(entry.key, kind, at: entry.keyPosition)
      }
      if entry.value.text == "rest" { rest.append(index) }
      found.append(entry.value.text == "rest" ? 0 : inner.valueOfElement()?.share())
    }
    let problems = entries.contains { known?.contains($0.key) == false }
    var shares = found.compactMap(\.self)
    guard shares.count == entries.count, !problems else { return nil }
    guard let left = remainder(shares.reduce(0, +), rest.count, total) else { return nil }
    if let index = rest.first { shares[index] = left }
    return LevelShares(
      levels: entries.map(\.key), shares: shares, positions: entries.map(\.keyPosition))
  }

  /// What is left for `rest`; a sum that breaks the rule is noted.
  private func remainder(_ sum: Double, _ rests: Int, _ total: ShareTotal) -> Double? {
    let left = 1 - sum
    if rests > 1 {
      error("only one share may be 'rest', but \(rests) are")
      return nil
    }
    if left < -Self.tolerance {
      let bound = total == .one && rests == 0 ? "to 1" : "to at most 1"
      error("shares must add up \(bound), but add up to \(sum.brief): \((-left).brief) too much")
      return nil
    }
    if rests == 0, total == .one, left > Self.tolerance {
      error(
        "shares must add up to 1, but add up to \(sum.brief): \(left.brief) is missing",
        advice: "write 'rest' for one of them to give it what is left")
      return nil
    }
    return max(left, 0)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// What a finished search says: the best choice, all that cannot be told apart from it, and the choice to take.
struct TuningAnswer {
  /// What is known of one value.
  struct Value {
    /// From the least to the greatest number that cannot be told apart from the best while the others stay, with
    /// nothing surely worse between.
    var plateau: ClosedRange<Double>
    /// From the last number below the plateau that was tried to the first one above it; the plateau's
    /// own ends where there are none.
    let around: ClosedRange<Double>
    /// How much more is lost when it goes back to what the file has.
    var reset: PairedExcess?
    /// The variance of the objective along its line.
    var variance: Double
  }

  /// The best choice.
  let best: TuningStudy.Record
  /// The choice to take: the file's where it cannot be told apart from the best, else round numbers.
  var chosen: TuningStudy.Record
  /// By value.
  var values: [Value] = []
  /// The acceptable candidates that cannot be told apart from the best.
  private(set) var alike: [TuningStudy.Record] = []
  /// Whether the file's values may stay.
  var keepsFile = false

  let tuning: TuningSpecification
  let search: TuningSearch

  /// Works the answer out.
  ///
  /// - Parameters:
  ///   - search: a search that has come to its end.
  ///   - tuning: what was looked for.
  /// - Returns: the answer; nothing when no candidate is acceptable.
  /// - Throws: `RunCancelled` when it was asked to stop.
  static func find(
    _ search: TuningSearch, _ tuning: TuningSpecification
  ) async throws(RunCancelled) -> TuningAnswer? {
    guard let best = search.study.bestRecord, search.study.isAcceptable(best) else { return nil }
    try await search.complete([best.point, tuning.values.map(\.present)])
    var answer = TuningAnswer(
      best: search.study[point: best.point] ?? best, chosen: best, tuning: tuning, search: search)
    for value in tuning.values.indices { try await answer.addValue(value) }
    try await answer.choose()
    try await answer.findAlike()
    return answer
  }

  private init(
    best: TuningStudy.Record, chosen: TuningStudy.Record, tuning: TuningSpecification,
    search: TuningSearch
  ) {
    (self.best, self.chosen, self.tuning, self.search) = (best, chosen, tuning, search)
  }

  /// How much more a candidate loses than the best.
  func excess(_ record: TuningStudy.Record) -> PairedExcess? { excess(record, over: best) }

  private func excess(
    _ record: TuningStudy.Record, over other: TuningStudy.Record
  ) -> PairedExcess? {
    guard let own = search.study[point: record.point]?.score,
      let theirs = search.study[point: other.point]?.score ?? other.score
    else { return nil }
    return own.excess(over: theirs, tuning.objective)
  }

  func isAlike(_ record: TuningStudy.Record) -> Bool {
    guard record.point != best.point else { return true }
    // Of very few customers no difference has a standard error.
    return search.study.isAcceptable(record)
      && (record.objective == best.objective || excess(record)?.isIndistinguishable == true)
  }

  private mutating func addValue(_ value: Int) async throws(RunCancelled) {
    let line = search.study.records.filter { record in
      record.point.indices.allSatisfy { $0 == value || record.point[$0] == best.point[$0] }
    }.sorted { $0.point[value] < $1.point[value] }
    try await search.complete(line.filter(mayBeAlike).map(\.point))
    let plateau = try await plateau(of: value, among: line)
    var back = best.point
    back[value] = tuning.values[value].present
    try await search.look([back], "going back to the file")
    try await search.complete([back], evenGivenUp: true)
    let losses = line.compactMap(\.objective)
    let mean = losses.reduce(0, +) / Double(max(1, losses.count))
    let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let numbers = line.map { $0.point[value] }
    let below = numbers.last { $0 < plateau.lowerBound } ?? plateau.lowerBound
    let above = numbers.first { $0 > plateau.upperBound } ?? plateau.upperBound
    values.append(
      Value(
        plateau: plateau, around: below...above, reset: search.study[point: back].flatMap(excess),
        variance: squares / Double(max(1, losses.count))))
  }

  /// The stretch of a line about the best that ends with candidates alike it.
  ///
  /// Near the best the few customers that lie between two numbers make one look worse by chance, so that one that is
  /// not alike ends the stretch only if it is surely worse, of all on the line at 95 %, than the best and than the
  /// next one that is alike too.
  private func plateau(
    of value: Int, among line: [TuningStudy.Record]
  ) async throws(RunCancelled) -> ClosedRange<Double> {
    guard let place = line.firstIndex(where: { $0.point == best.point }),
      let first = line.firstIndex(where: isAlike), let last = line.lastIndex(where: isAlike)
    else { return best.point[value]...best.point[value] }
    try await search.complete(line[first...last].filter(search.study.isAcceptable).map(\.point))
    let chance = 0.05 / Double(line.count)
    func end(_ side: some Sequence<TuningStudy.Record>) -> Double {
      var (end, between) = (best, [TuningStudy.Record]())
      for record in side {
        guard isAlike(record) else {
          between.append(record)
          continue
        }
        guard !between.contains(where: { isWorse($0, than: record, chance) }) else { break }
        (end, between) = (record, [])
      }
      return end.point[value]
    }
    return end(line[first...place].dropLast().reversed())...end(line[place...last].dropFirst())
  }

  /// Whether a candidate may not be taken, or is surely worse than the best and than another one.
  private func isWorse(
    _ record: TuningStudy.Record, than other: TuningStudy.Record, _ chance: Double
  ) -> Bool {
    guard search.study.isAcceptable(record) else { return true }
    return [best, other].allSatisfy { excess(record, over: $0)?.isSure(chance: chance) == true }
  }

  /// Whether standard errors allow that a candidate is as good as the best: a difference's is at most their sum.
  private func mayBeAlike(_ record: TuningStudy.Record) -> Bool {
    guard search.study.isAcceptable(record) else { return false }
    guard let own = record.standardError, let other = best.standardError else { return true }
    let goal = tuning.objective
    return goal.loss(record.objective) - goal.loss(best.objective) <= 2.1 * (own + other)
  }

  private mutating func findAlike() async throws(RunCancelled) {
    let near = search.study.records.filter(mayBeAlike)
    try await search.complete(near.map(\.point))
    alike = near.filter(isAlike)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Results

/// What a finished search says: the best choice, all that cannot be told apart from it, and the choice to take.
struct TuningAnswer {
  /// What is known of one value.
  struct Value {
    /// Numbers, about the best, that cannot be told apart from it while the others stay.
    var plateau: ClosedRange<Double>
    /// How much more is lost when it goes back to what the file has.
    var reset: PairedExcess?
    /// The variance of the objective along its line.
    var variance: Double
  }

  /// The best choice.
  let best: TuningStudy.Record
  /// The choice to take: the file's where it cannot be told apart from the best, else round numbers.
  private(set) var chosen: TuningStudy.Record
  /// By value.
  private(set) var values: [Value] = []
  /// The acceptable candidates that cannot be told apart from the best.
  private(set) var alike: [TuningStudy.Record] = []
  /// Whether the file's values may stay.
  private(set) var keepsFile = false

  private let tuning: TuningSpecification
  private let search: TuningSearch

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
    try await answer.findAlike()
    try await answer.choose()
    return answer
  }

  private init(
    best: TuningStudy.Record, chosen: TuningStudy.Record, tuning: TuningSpecification,
    search: TuningSearch
  ) {
    (self.best, self.chosen, self.tuning, self.search) = (best, chosen, tuning, search)
  }

  /// How much more a candidate loses than the best.
  func excess(_ record: TuningStudy.Record) -> PairedExcess? {
    guard let own = best.score, let other = search.study[point: record.point]?.score else {
      return nil
    }
    return other.excess(over: own, tuning.objective)
  }

  private func isAlike(_ record: TuningStudy.Record) -> Bool {
    record.point == best.point
      || search.study.isAcceptable(record) && excess(record)?.isIndistinguishable == true
  }

  private mutating func addValue(_ value: Int) async throws(RunCancelled) {
    let line = search.study.records.filter { record in
      record.point.indices.allSatisfy { $0 == value || record.point[$0] == best.point[$0] }
    }.sorted { $0.point[value] < $1.point[value] }
    try await search.complete(line.filter(mayBeAlike).map(\.point))
    var (low, high) = (best.point[value], best.point[value])
    if let place = line.firstIndex(where: { $0.point == best.point }) {
      for record in line[..<place].reversed() {
        guard isAlike(record) else { break }
        low = record.point[value]
      }
      for record in line[(place + 1)...] {
        guard isAlike(record) else { break }
        high = record.point[value]
      }
    }
    var back = best.point
    back[value] = tuning.values[value].present
    try await search.look([back], "going back to the file")
    try await search.complete([back], evenGivenUp: true)
    let losses = line.compactMap(\.objective)
    let mean = losses.reduce(0, +) / Double(max(1, losses.count))
    let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    values.append(
      Value(
        plateau: low...high, reset: search.study[point: back].flatMap(excess),
        variance: squares / Double(max(1, losses.count))))
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

  /// Takes the file's values where they may stay, else round numbers that together are as good as the best.
  private mutating func choose() async throws(RunCancelled) {
    let present = tuning.values.map(\.present)
    if let record = search.study[point: present], isAlike(record) {
      (chosen, keepsFile) = (record, true)
      return
    }
    chosen = best
    var point = tuning.values.indices.map { index in
      RoundNumber.within(
        values[index].plateau, of: tuning.values[index], near: best.point[index])
    }
    // The value that matters most goes back first where round numbers together are too much.
    let order = values.indices.sorted {
      (values[$0].variance, $1) > (values[$1].variance, $0)
    }
    for index in [nil] + order.map(Optional.some) {
      if let index { point[index] = best.point[index] }
      try await search.look([point], "rounding")
      try await search.complete([point])
      if let record = search.study[point: point], isAlike(record) {
        chosen = record
        return
      }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import Results

/// Looks for the best candidate: all of them where there are few, else by lines and a global search.
///
/// What is looked at next depends on what was found before, never on how many work at it; so a search that
/// goes on from a file takes the same way.
final class TuningSearch {
  /// The most choices of one or two values of which every one is looked at, whatever number is asked for.
  static let mostChoices = 60_000.0
  /// The most candidates of a line that are judged one by one at a time.
  static let lineAtATime = 32
  /// After how many searches without a better candidate the next one is not begun.
  static let patience = 2

  private(set) var study: TuningStudy
  let engine: CandidateEngine
  let grid: CandidateGrid
  let tuning: TuningSpecification
  let known: TuningStudy
  let seed: SeedPath
  private let keep: ((TuningStudy) -> Void)?
  private var kept = 0
  /// How many candidates may be looked at by now.
  private(set) var limit = Int.max
  /// Why it came to its end.
  private(set) var end = TuningSummary.End.settled

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - tuning: what is looked for.
  ///   - engine: what judges candidates.
  ///   - grid: the numbers that are tried.
  ///   - known: candidates that were judged before.
  ///   - seed: where its own draws come from.
  ///   - most: the greatest share that may be left without a segment, where that is known before.
  ///   - keep: told now and then what was found so far.
  init(
    _ tuning: TuningSpecification, _ engine: CandidateEngine, _ grid: CandidateGrid,
    knowing known: TuningStudy, seed: SeedPath, without most: Double? = nil,
    keep: ((TuningStudy) -> Void)? = nil
  ) {
    self.tuning = tuning
    self.engine = engine
    self.grid = grid
    self.known = known
    self.seed = seed
    self.keep = keep
    study = TuningStudy(tuning)
    study.mostWithout = tuning.mayRefer ? nil : most
    if tuning.values.count > 2 { limit = tuning.candidates }
  }

  /// Leaves out of what may be looked at what is needed later.
  private func allow(but left: Int) {
    guard tuning.values.count > 2 else { return }
    limit = tuning.candidates - min(tuning.candidates / 2, left)
  }

  /// Whether no more candidates may be looked at although there is a reason to.
  func isUsedUp() -> Bool {
    guard study.records.count >= limit else { return false }
    end = .budget
    return true
  }

  /// Searches to the end.
  ///
  /// - Throws: `RunCancelled` when it was asked to stop; what was found until then stays.
  func run() async throws(RunCancelled) {
    let present = tuning.values.map(\.present)
    let answer = TuningAnswer.candidates(tuning.values.count)
    try await look([present], "the file")
    if !tuning.mayRefer { study.mostWithout = study[point: present]?.without }
    let most = Double(tuning.candidates)
    let isPairKnown = try await lookAtPair()
    if grid.count <= (tuning.values.count <= 2 ? max(most, Self.mostChoices) : most) {
      end = isPairKnown || isExactEachAlone ? .everyChoice : .grid
      try await lookAtAll()
    } else if isPairKnown {
      end = .everyChoice
    } else {
      let lines = grid.numbers.reduce(0) { $0 + min($1.count, 4 * CandidateGrid.most) }
      allow(but: answer + 4 * tuning.values.count + lines)
      try await searchWidely(from: present)
      allow(but: answer)
    }
    try await refine()
    for value in tuning.values.indices {
      if let best = study.bestRecord?.point { try await line(through: best, value) }
    }
    allow(but: 0)
  }

  /// Whether all that makes a difference is tried of the grid's values: steps, or a single one that is swept.
  private var isExactEachAlone: Bool {
    tuning.values.indices.allSatisfy {
      tuning.values[$0].step != nil || tuning.values.count == 1 && engine.sweeps($0)
    }
  }

  /// Looks at the best of all pairs of two values, where that can be known.
  private func lookAtPair() async throws(RunCancelled) -> Bool {
    guard let pair = try await engine.exactPair() else { return false }
    try await look([pair], "an exact sweep")
    return true
  }

  /// Searches on other customers from what was best before: along the values, and all of one alone.
  ///
  /// - Parameter point: where it begins.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func runAgain(from point: [Double]) async throws(RunCancelled) {
    try await look([point], "the answer")
    if try await lookAtPair() { return }
    try await descend(from: point)
    try await refine()
  }

  /// Looks at points that were not looked at before.
  func look(_ points: [[Double]], _ origin: String) async throws(RunCancelled) {
    let fresh = new(points)
    let missing = fresh.filter { known[point: $0] == nil }
    let mark = study.bestRecord.flatMap { study.isAcceptable($0) ? $0.point : nil }
    let judged = missing.isEmpty ? [] : try await engine.judge(missing, beside: mark)
    add(fresh, origin, Dictionary(uniqueKeysWithValues: zip(missing, judged)))
  }

  /// Judges points again that were read from a file, in all parts.
  ///
  /// - Parameters:
  ///   - points: the points.
  ///   - evenGivenUp: whether those are judged too that were given up.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func complete(
    _ points: [[Double]], evenGivenUp: Bool = false
  ) async throws(RunCancelled) {
    let missing = points.filter { point in
      study[point: point].map { $0.score == nil && (evenGivenUp || !$0.isDropped) } ?? false
    }
    guard !missing.isEmpty else { return }
    for (point, judgement) in zip(missing, try await engine.judge(missing)) {
      if let judgement { study.add(record(point, "", judgement)) }
    }
  }

  /// The points that may be looked at and were not, each once; evenly chosen ones where they are too many.
  func new(_ points: [[Double]]) -> [[Double]] {
    var seen: Set<[Double]> = []
    let fresh = points.filter {
      study[point: $0] == nil && (tuning.order.holds($0) || $0 == tuning.values.map(\.present))
        && seen.insert($0).inserted
    }
    let left = max(0, limit - study.records.count)
    if fresh.count > left { end = .budget }
    return fresh.count <= left ? fresh : (0..<left).map { fresh[$0 * fresh.count / left] }
  }

  func add(
    _ points: [[Double]], _ origin: String, _ judged: [[Double]: CandidateEngine.Judgement?]
  ) {
    for point in points {
      if let judgement = judged[point] ?? nil {
        study.add(record(point, origin, judgement))
      } else if let old = known[point: point] {
        study.add(old)
      }
    }
    // Each writing takes as long as there are candidates, so the next one waits for half as many again.
    if study.records.count >= kept + max(64, kept / 2) {
      kept = study.records.count
      keep?(study)
    }
  }

  private func record(
    _ point: [Double], _ origin: String, _ judgement: CandidateEngine.Judgement
  ) -> TuningStudy.Record {
    TuningStudy.Record(
      point: point, origin: origin, objective: judgement.score.objective,
      constraints: judgement.score.constraints,
      standardError: judgement.score.standardError, without: judgement.score.without,
      isDropped: judgement.isDropped,
      score: judgement.isDropped ? nil : judgement.score)
  }
}

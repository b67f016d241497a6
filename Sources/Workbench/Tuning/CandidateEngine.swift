// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Evaluation
import Probability

/// Judges candidates on customers that were drawn once: each in full, many of a line at once, or in part
/// where it cannot win.
struct CandidateEngine: Sendable {
  /// The customers.
  let sample: TuningSample
  /// Makes the classifier with other values.
  let reader: CandidateReader
  let training: CandidateTraining
  let tuning: TuningSpecification
  let evidence: Evidence
  let threads: Int
  let progress: RunProgress
  /// The parts that hold customers.
  let parts: [Int]

  /// The parts that a candidate is judged on before it may be given up.
  static let raceParts = 8
  /// How often a candidate that is as good as the best is given up.
  static let raceChance = 0.001

  init(
    _ sample: TuningSample, _ reader: CandidateReader, _ training: CandidateTraining,
    _ tuning: TuningSpecification, _ evidence: Evidence, threads: Int, _ progress: RunProgress
  ) {
    self.sample = sample
    self.reader = reader
    self.training = training
    self.tuning = tuning
    self.evidence = evidence
    self.threads = threads
    self.progress = progress
    parts = sample.tilesOfPart.indices.filter { !sample.tilesOfPart[$0].isEmpty }
  }

  /// Whether all candidates along a value are judged at once.
  func sweeps(_ value: Int) -> Bool {
    reader.keys[value] != nil && evidence.subtracting([.counts, .order, .costs]).isEmpty
  }

  /// What was judged of a candidate.
  struct Judgement: Sendable {
    /// What it is worth, in all parts, or in those that it was judged on.
    let score: CandidateScore
    /// Whether it was given up.
    let isDropped: Bool
  }

  /// Judges candidates one by one; those that surely lose to the best are given up early.
  ///
  /// - Parameters:
  ///   - points: the candidates.
  ///   - best: what they are set beside; nothing when none may be given up.
  /// - Returns: for each what it is worth; nothing for values that the classifier refuses.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func judge(
    _ points: [[Double]], beside best: [Double]? = nil
  ) async throws(RunCancelled) -> [Judgement?] {
    let fits = await fitted(points)
    let ahead = best == nil ? [] : Array(parts.prefix(Self.raceParts))
    var survivors = fits.indices.filter { fits[$0] != nil }
    var found = [Judgement?](repeating: nil, count: points.count)
    var begun = [[ClassificationTally]](repeating: [], count: points.count)
    if let best, parts.count > 2 * Self.raceParts, let rival = await fitted([best])[0] {
      let rivals = await tallies([rival], ahead)[0]
      let raced = await tallies(survivors.compactMap { fits[$0] }, ahead)
      let mark = CandidateScore(rivals, tuning, of: weight(ahead))
      for (place, own) in zip(survivors, raced) {
        let score = CandidateScore(own, tuning, of: weight(ahead))
        begun[place] = own
        let excess = score.excess(over: mark, tuning.objective)
        if excess?.isSure(chance: Self.raceChance) == true, !mayMeetMore(score, mark) {
          found[place] = Judgement(score: score, isDropped: true)
        }
      }
      survivors.removeAll { found[$0] != nil }
    }
    let rest = begun.contains { !$0.isEmpty } ? Array(parts.dropFirst(ahead.count)) : parts
    let finished = await tallies(survivors.compactMap { fits[$0] }, rest)
    if progress.isCancelled { throw RunCancelled() }
    let scores = await scored(zip(survivors, finished).map { begun[$0] + $1 })
    for (place, score) in zip(survivors, scores) {
      found[place] = Judgement(score: score, isDropped: false)
    }
    return found
  }

  /// Whether a candidate could be taken for its conditions although its objective loses.
  private func mayMeetMore(_ score: CandidateScore, _ best: CandidateScore) -> Bool {
    zip(tuning.constraints, zip(score.constraints, best.constraints)).contains { criterion, pair in
      criterion.shortfall(pair.0) < criterion.shortfall(pair.1)
    }
  }

  private func fitted(_ points: [[Double]]) async -> [(any FittedClassifier)?] {
    let pool = IndexPool(points.count)
    let (reader, training) = (reader, training)
    let made = await BlockPool.run(threads: min(threads, points.count)) {
      var made: [(Int, (any FittedClassifier)?)] = []
      while let index = pool.take() { made.append((index, reader.fitted(points[index], training))) }
      return made
    }
    return made.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func tallies(
    _ fits: [any FittedClassifier], _ parts: [Int]
  ) async -> [[ClassificationTally]] {
    let counted = await perPart(fits.count, parts) { judge, index, part in
      judge.tally(fits[index], part: part)
    }
    return counted
  }

  /// Does something for each candidate and part, in any order, and gathers it in theirs.
  func perPart<Result: Sendable>(
    _ count: Int, _ parts: [Int],
    _ work: @escaping @Sendable (CandidateJudge, Int, Int) -> Result
  ) async -> [[Result]] {
    guard count > 0, !parts.isEmpty else { return Array(repeating: [], count: count) }
    let pool = IndexPool(count * parts.count)
    let (sample, evidence, progress) = (sample, evidence, progress)
    progress.expect(count * parts.count * sample.rows / max(1, self.parts.count))
    let made = await BlockPool.run(threads: threads) {
      let judge = CandidateJudge(sample, evidence)
      var made: [(Int, Result)] = []
      while !progress.isCancelled, let index = pool.take() {
        let part = parts[index % parts.count]
        made.append((index, work(judge, index / parts.count, part)))
        progress.finish(sample.rows / max(1, self.parts.count))
      }
      return made
    }
    let flat = made.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
    guard flat.count == count * parts.count else { return Array(repeating: [], count: count) }
    return (0..<count).map { Array(flat[$0 * parts.count..<($0 + 1) * parts.count]) }
  }

  func scored(_ tallies: [[ClassificationTally]]) async -> [CandidateScore] {
    let pool = IndexPool(tallies.count)
    let (tuning, customers) = (tuning, weight(parts))
    let made = await BlockPool.run(threads: min(threads, max(1, tallies.count / 8))) {
      var made: [(Int, CandidateScore)] = []
      while let index = pool.take() {
        made.append((index, CandidateScore(tallies[index], tuning, of: customers)))
      }
      return made
    }
    return made.flatMap(\.self).sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// How many customer-months some parts hold, as tallies count them: by chances, each counts in many parts.
  func weight(_ parts: [Int]) -> Int {
    let tiles = parts.flatMap { sample.tilesOfPart[$0] }
    let rows = tiles.reduce(0) { $0 + sample.tiles[$1].rows }
    return sample.isExpected ? rows << TuningTile.chanceBits : rows
  }
}

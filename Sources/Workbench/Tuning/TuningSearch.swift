// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Looks for the best candidate: all of them where there are few, else by lines and a global search.
///
/// What is looked at next depends on what was found before, never on how many work at it; so a search that
/// goes on from a file takes the same way.
final class TuningSearch {
  /// The most choices of one or two values of which every one is looked at, whatever number is asked for.
  static let mostChoices = 60_000.0
  /// The most candidates of a line that are judged one by one at a time.
  private static let lineAtATime = 32
  /// After how many searches without a better candidate the next one is not begun.
  private static let patience = 2

  private(set) var study: TuningStudy
  let engine: CandidateEngine
  let grid: CandidateGrid
  private let tuning: TuningSpecification
  private let known: TuningStudy
  private let seed: SeedPath
  private let keep: ((TuningStudy) -> Void)?
  private var kept = 0

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - tuning: what is looked for.
  ///   - engine: what judges candidates.
  ///   - grid: the numbers that are tried.
  ///   - known: candidates that were judged before.
  ///   - seed: where its own draws come from.
  ///   - keep: told now and then what was found so far.
  init(
    _ tuning: TuningSpecification, _ engine: CandidateEngine, _ grid: CandidateGrid,
    knowing known: TuningStudy, seed: SeedPath, keep: ((TuningStudy) -> Void)? = nil
  ) {
    self.tuning = tuning
    self.engine = engine
    self.grid = grid
    self.known = known
    self.seed = seed
    self.keep = keep
    study = TuningStudy(tuning)
  }

  /// Searches to the end.
  ///
  /// - Throws: `RunCancelled` when it was asked to stop; what was found until then stays.
  func run() async throws(RunCancelled) {
    let present = tuning.values.map(\.present)
    try await look([present], "the file")
    let most = Double(tuning.candidates)
    if grid.count <= (tuning.values.count <= 2 ? max(most, Self.mostChoices) : most) {
      try await lookAtAll()
    } else {
      try await searchWidely(from: present)
    }
    try await refine()
    for value in tuning.values.indices {
      if let best = study.bestRecord?.point { try await line(through: best, value) }
    }
  }

  /// Searches on other customers from what was best before: along the values, and all of one alone.
  ///
  /// - Parameter point: where it begins.
  /// - Throws: `RunCancelled` when it was asked to stop.
  func runAgain(from point: [Double]) async throws(RunCancelled) {
    try await look([point], "the answer")
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
  func complete(_ points: [[Double]]) async throws(RunCancelled) {
    let missing = points.filter { point in
      study[point: point].map { $0.score == nil && !$0.isDropped } ?? false
    }
    guard !missing.isEmpty else { return }
    for (point, judgement) in zip(missing, try await engine.judge(missing)) {
      if let judgement { study.add(record(point, "", judgement)) }
    }
  }

  /// The points that may be looked at and were not, each once.
  private func new(_ points: [[Double]]) -> [[Double]] {
    var seen: Set<[Double]> = []
    return points.filter {
      study[point: $0] == nil && (tuning.isOrdered($0) || $0 == tuning.values.map(\.present))
        && seen.insert($0).inserted
    }
  }

  private func add(
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
      standardError: judgement.score.standardError, isDropped: judgement.isDropped,
      score: judgement.isDropped ? nil : judgement.score)
  }

  // MARK: lines

  /// Looks at the candidates through a point that differ in one value.
  ///
  /// - Returns: the best of the line, or the point itself.
  @discardableResult
  func line(through point: [Double], _ value: Int) async throws(RunCancelled) -> [Double] {
    let numbers = grid.numbers[value]
    if engine.sweeps(value), numbers.count <= 4 * CandidateGrid.most {
      try await sweep(through: point, value, numbers)
      return best(of: numbers, through: point, value)
    }
    // Coarse first, then finer about the best.
    var window = numbers.indices
    var chosen = point
    while true {
      let stride = max(1, (window.count + Self.lineAtATime - 1) / Self.lineAtATime)
      let places = Swift.stride(from: window.lowerBound, to: window.upperBound, by: stride)
      let some = places.map { numbers[$0] }
      if engine.sweeps(value) {
        try await sweep(through: point, value, some)
      } else {
        try await look(some.map { with($0, at: value, of: point) }, "a line")
      }
      chosen = best(of: some, through: chosen, value)
      guard stride > 1 else { return chosen }
      let place = numbers.firstIndex { $0 >= chosen[value] } ?? numbers.count - 1
      window = max(0, place - stride + 1)..<min(numbers.count, place + stride)
    }
  }

  private func sweep(
    through point: [Double], _ value: Int, _ numbers: [Double]
  ) async throws(RunCancelled) {
    let fresh = new(numbers.map { with($0, at: value, of: point) })
    let missing = fresh.filter { known[point: $0] == nil }
    let judged =
      missing.isEmpty
      ? [] : try await engine.sweep(through: point, value, missing.map { $0[value] })
    add(fresh, "a line", Dictionary(uniqueKeysWithValues: zip(missing, judged)))
  }

  private func with(_ number: Double, at value: Int, of point: [Double]) -> [Double] {
    var point = point
    point[value] = number
    return point
  }

  private func best(of numbers: [Double], through point: [Double], _ value: Int) -> [Double] {
    var best = study[point: point]
    for number in numbers {
      guard let record = study[point: with(number, at: value, of: point)] else { continue }
      if best.map({ study.isBetter(record, than: $0) }) ?? true { best = record }
    }
    return best?.point ?? point
  }

  // MARK: strategies

  /// Looks at every choice, line by line along the value with the most numbers.
  private func lookAtAll() async throws(RunCancelled) {
    let all = tuning.values.indices
    let inner =
      all.max {
        (engine.sweeps($0) ? 1 : 0, grid.numbers[$0].count)
          < (engine.sweeps($1) ? 1 : 0, grid.numbers[$1].count)
      } ?? 0
    let outer = all.filter { $0 != inner }
    var places = outer.map { _ in 0 }
    while true {
      var point = tuning.values.map(\.present)
      for (value, place) in zip(outer, places) { point[value] = grid.numbers[value][place] }
      try await sweepOrLook(through: point, inner)
      guard let turn = outer.indices.last(where: { places[$0] + 1 < grid.numbers[outer[$0]].count })
      else { return }
      places[turn] += 1
      for later in turn + 1..<outer.count { places[later] = 0 }
    }
  }

  private func sweepOrLook(through point: [Double], _ value: Int) async throws(RunCancelled) {
    let numbers = grid.numbers[value]
    guard !engine.sweeps(value) else { return try await sweep(through: point, value, numbers) }
    for start in stride(from: 0, to: numbers.count, by: Self.lineAtATime) {
      let some = numbers[start..<min(start + Self.lineAtATime, numbers.count)]
      try await look(some.map { with($0, at: value, of: point) }, "a line")
    }
  }

  private func searchWidely(from start: [Double]) async throws(RunCancelled) {
    try await descend(from: start)
    var (restart, idle) = (0, 0)
    while study.records.count < tuning.candidates, idle < Self.patience, restart < 20 {
      let before = study.best
      let found = try await searchGlobally(restart)
      try await descend(from: found)
      idle = study.best == before ? idle + 1 : 0
      restart += 1
    }
  }

  /// Goes along one value after the other until none gains.
  func descend(from start: [Double]) async throws(RunCancelled) {
    var (point, idle, value) = (start, 0, 0)
    while idle < tuning.values.count, study.records.count < tuning.candidates {
      let next = try await line(through: point, value)
      idle = next == point ? idle + 1 : 1
      point = next
      value = (value + 1) % tuning.values.count
    }
  }

  /// CMA-ES over the places in the grid.
  ///
  /// - Parameter restart: how many searches there were before.
  /// - Returns: the best point that it came upon.
  /// - Throws: `RunCancelled` when it was asked to stop.
  private func searchGlobally(_ restart: Int) async throws(RunCancelled) -> [Double] {
    let stream = CellStream()
    let path = seed.child("tune").child(restart)
    stream.seek(
      row: 0, of: CellRun(path: path, firstIndex: 0, count: 1, cohort: 0, replicate: 0))
    let size = tuning.values.count
    let start =
      restart == 0
      ? [Double](repeating: 0.5, count: size) : (0..<size).map { _ in stream.nextUniform() }
    var search = CovarianceAdaptation(start: start, step: 0.3)
    let least = 0.5 / Double(grid.numbers.map(\.count).max() ?? 1)
    let end = study.records.count + max(6 * search.population, tuning.candidates / 12)
    var (best, generation) = (nil as TuningStudy.Record?, 0)
    while study.records.count < min(end, tuning.candidates), search.spread > least, generation < 60
    {
      let proposed = search.propose { StandardNormal.quantile(stream.nextUniform()) }
      let points = proposed.map(self.point)
      try await look(points, "the global search")
      let found = points.map { study[point: $0] }
      let order = found.indices.sorted { isAhead($0, $1, found) }
      search.learn(order)
      if let first = found[order[0]], best.map({ study.isBetter(first, than: $0) }) ?? true {
        best = first
      }
      generation += 1
    }
    return best?.point ?? tuning.values.map(\.present)
  }

  private func isAhead(_ left: Int, _ right: Int, _ found: [TuningStudy.Record?]) -> Bool {
    guard let own = found[left] else { return found[right] == nil && left < right }
    guard let other = found[right] else { return true }
    if study.isBetter(own, than: other) { return true }
    return !study.isBetter(other, than: own) && left < right
  }

  /// The point of the grid nearest to a place in the unit cube.
  private func point(_ place: [Double]) -> [Double] {
    zip(grid.numbers, place).map { numbers, share in
      numbers[min(numbers.count - 1, Int(share * Double(numbers.count)))]
    }
  }

  /// Tries every number at which a segment changes, of values that may have any.
  private func refine() async throws(RunCancelled) {
    let free = tuning.values.indices.filter { tuning.values[$0].step == nil && engine.sweeps($0) }
    for _ in 0..<(free.count > 1 ? 4 : 1) {
      let before = study.best
      for value in free {
        guard let best = study.bestRecord?.point,
          let number = try await engine.exactBest(through: best, value)
        else { continue }
        try await look([with(number, at: value, of: best)], "an exact sweep")
      }
      if study.best == before { return }
    }
  }
}

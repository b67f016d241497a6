// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Which candidates are looked at: all, those along one value after another, those that a global search proposes.
extension TuningSearch {
  /// Looks at every choice, line by line along the value with the most numbers.
  func lookAtAll() async throws(RunCancelled) {
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

  func searchWidely(from start: [Double]) async throws(RunCancelled) {
    let ordered = tuning.order.repaired(start, among: grid.numbers) ?? start
    try await look([ordered], "the file in order")
    try await descend(from: ordered)
    var (restart, idle) = (0, 0)
    while idle < Self.patience, !isUsedUp() {
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
    while idle < tuning.values.count, !isUsedUp() {
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
    while study.records.count < min(end, limit), search.spread > least, generation < 60 {
      let proposed = search.propose { StandardNormal.quantile(stream.nextUniform()) }
      let points = proposed.map { place in
        let point = point(place)
        return tuning.order.repaired(point, among: grid.numbers) ?? point
      }
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
  func refine() async throws(RunCancelled) {
    let free = tuning.values.indices.filter { tuning.values[$0].step == nil && engine.sweeps($0) }
    for _ in 0..<(free.count > 1 ? 4 : 1) {
      let before = study.best
      for value in free {
        guard let best = study.bestRecord?.point,
          let number = try await engine.exactBest(
            through: best, value, without: study.mostWithout)
        else { continue }
        try await look([with(number, at: value, of: best)], "an exact sweep")
      }
      if study.best == before { return }
    }
  }
}

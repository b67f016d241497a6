// SPDX-License-Identifier: GPL-3.0-or-later

/// Candidates that differ in one value.
extension TuningSearch {
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

  func sweep(
    through point: [Double], _ value: Int, _ numbers: [Double]
  ) async throws(RunCancelled) {
    let fresh = new(numbers.map { with($0, at: value, of: point) })
    let missing = fresh.filter { known[point: $0] == nil }
    let judged =
      missing.isEmpty
      ? [] : try await engine.sweep(through: point, value, missing.map { $0[value] })
    add(fresh, "a line", Dictionary(uniqueKeysWithValues: zip(missing, judged)))
  }

  func with(_ number: Double, at value: Int, of point: [Double]) -> [Double] {
    var point = point
    point[value] = number
    return point
  }

  func best(of numbers: [Double], through point: [Double], _ value: Int) -> [Double] {
    var best = study[point: point]
    for number in numbers {
      guard let record = study[point: with(number, at: value, of: point)] else { continue }
      if best.map({ study.isBetter(record, than: $0) }) ?? true { best = record }
    }
    return best?.point ?? point
  }
}

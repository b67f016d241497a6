// SPDX-License-Identifier: GPL-3.0-or-later

/// Which choice to take: the file's, or round numbers within the plateaus.
extension TuningAnswer {
  /// How many round numbers of each value are tried, and how many choices of them together.
  private static let (roundNumbers, roundChoices) = (8, 4)

  /// Takes the file's values where they may stay, else round numbers that together are as good as the best.
  mutating func choose() async throws(RunCancelled) {
    let present = tuning.values.map(\.present)
    if let record = search.study[point: present], isAlike(record) {
      (chosen, keepsFile) = (record, true)
      return
    }
    chosen = best
    var choices: [[Double]] = []
    for value in values.indices { choices.append(try await roundNumbers(of: value)) }
    var point = best.point
    for turn in 0..<Self.roundChoices {
      let next = choices.map { $0[min(turn, $0.count - 1)] }
      if next == point { continue }
      point = next
      if try await takes(point) { return }
    }
    // The value that matters most goes back first where round numbers together are too much.
    let order = values.indices.sorted {
      (values[$0].variance, $1) > (values[$1].variance, $0)
    }
    for index in order {
      point[index] = best.point[index]
      if try await takes(point) { return }
    }
  }

  /// Round numbers of a value that are as good as the best while the others stay, the roundest first; the best number
  /// where there are none.
  ///
  /// Where a single number is as good, others between its neighbours may be: they then belong to the plateau.
  private mutating func roundNumbers(of value: Int) async throws(RunCancelled) -> [Double] {
    let (plateau, around) = (values[value].plateau, values[value].around)
    let numbers = RoundNumber.choices(
      plateau.lowerBound < plateau.upperBound ? plateau : around, of: tuning.values[value],
      near: best.point[value], most: Self.roundNumbers)
    let points = numbers.map { search.with($0, at: value, of: best.point) }
    try await search.look(points, "rounding")
    try await search.complete(points)
    let alike = zip(numbers, points).filter { search.study[point: $1].map(isAlike) == true }
      .map(\.0)
    guard let least = alike.min(), let greatest = alike.max() else { return [best.point[value]] }
    values[value].plateau = min(plateau.lowerBound, least)...max(plateau.upperBound, greatest)
    return alike
  }

  /// How many candidates the answer may ask for: going back to the file's values, and rounding.
  ///
  /// - Parameter values: how many values move.
  /// - Returns: the most there can be.
  static func candidates(_ values: Int) -> Int { (2 + roundNumbers) * values + roundChoices }

  /// Takes a point where it is as good as the best.
  private mutating func takes(_ point: [Double]) async throws(RunCancelled) -> Bool {
    try await search.look([point], "rounding")
    try await search.complete([point])
    guard let record = search.study[point: point], isAlike(record) else { return false }
    chosen = record
    return true
  }
}

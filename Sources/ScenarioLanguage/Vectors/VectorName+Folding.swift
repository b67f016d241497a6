// SPDX-License-Identifier: GPL-3.0-or-later

extension VectorName {
  /// Names with runs of elements joined: `x[1]`, `x[2]`, `x[3]` become `x[1..3]`.
  ///
  /// - Parameter names: names in any order.
  /// - Returns: the names in the same order, each run as one.
  public static func folded(_ names: [String]) -> [String] {
    runs(names).map { run in
      guard run.count > 1, let first = element(names[run.lowerBound]),
        let last = element(names[run.upperBound])
      else { return names[run.lowerBound] }
      return "\(first.base)[\(first.number)..\(last.number)]"
    }
  }

  /// The runs of elements with consecutive numbers; what is no element is a run of its own.
  ///
  /// - Parameters:
  ///   - names: names in any order.
  ///   - joins: whether two neighbours may belong to one run, by their places.
  /// - Returns: the places of each run, in order.
  public static func runs(
    _ names: [String], joins: (Int, Int) -> Bool = { _, _ in true }
  ) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for place in names.indices {
      if let last = runs.last, let before = element(names[place - 1]),
        let own = element(names[place]), before.base == own.base,
        before.number + 1 == own.number, joins(place - 1, place)
      {
        runs[runs.count - 1] = last.lowerBound...place
      } else {
        runs.append(place...place)
      }
    }
    return runs
  }

  /// The vector and the number of an element's name.
  ///
  /// - Parameter name: a name.
  /// - Returns: its parts; nothing when it names no single element.
  public static func element(_ name: String) -> (base: String, number: Int)? {
    guard name.last == "]", let read = try? VectorName(name), let range = read.range,
      range.count == 1
    else { return nil }
    return (read.base, range.lowerBound)
  }
}

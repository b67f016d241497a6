// SPDX-License-Identifier: GPL-3.0-or-later

/// The posteriors of the customers of a block who are looked at, in one month.
struct KeptPosteriors: Sendable {
  private let segments: Int
  private var values: [Double] = []
  private var arePossible: [Bool] = []

  /// Keeps none.
  ///
  /// - Parameter segments: how many chances a posterior has.
  init(segments: Int) { self.segments = segments }

  /// Forgets all.
  mutating func clear() {
    values.removeAll(keepingCapacity: true)
    arePossible.removeAll(keepingCapacity: true)
  }

  /// Keeps one more.
  ///
  /// - Parameters:
  ///   - posterior: the chances by segment.
  ///   - isPossible: whether any hidden state explains what is seen.
  mutating func keep(_ posterior: [Double], _ isPossible: Bool) {
    values.append(contentsOf: posterior)
    arePossible.append(isPossible)
  }

  /// Takes one over.
  ///
  /// - Parameters:
  ///   - place: which one.
  ///   - posterior: receives the chances.
  /// - Returns: whether any hidden state explains what is seen; nothing where it was not kept.
  func take(_ place: Int, into posterior: inout [Double]) -> Bool? {
    guard arePossible.indices.contains(place) else { return nil }
    for segment in 0..<segments { posterior[segment] = values[place * segments + segment] }
    return arePossible[place]
  }
}

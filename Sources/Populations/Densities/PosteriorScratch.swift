// SPDX-License-Identifier: GPL-3.0-or-later

/// Working memory for posteriors of one model.
public struct PosteriorScratch: Sendable {
  /// Masses by group, law and cell, as logarithms or, but for a factor, plain.
  var masses: [[Double]]
  /// Plain masses of a block's laws that may be asked for again, by group.
  var remembered: [RememberedMasses]
  /// Room for one law's masses, by group.
  var row: [[Double]]
  /// Chances of the seen levels, by kind of a block.
  var levelShares: [Double]
  /// Masses by kind of a block.
  var kindMasses: [Double]
  /// The segments' masses.
  var sums: [Double]
  /// By joint number the points of its laws given what is seen, by law and rule.
  var numbers: [[Int: DrawnChances.Number]]
  /// By joint number its laws given what is seen.
  var posteriors: [[Int: NumberPosterior]]
  /// Kinds over which joint numbers are mixed.
  var mixed: MixedKinds
  /// Working memory of the other settings.
  var others: [PosteriorScratch] = []
  /// Expected chances by rule and laws of the joint numbers.
  var expected: [[Int]: [Double]] = [:]

  /// Makes room.
  ///
  /// - Parameter model: whose posteriors are worked out.
  public init(_ model: PosteriorModel) {
    masses = zip(model.widths, model.lawCounts).map { Array(repeating: 0, count: $0 * $1) }
    row = model.widths.map { Array(repeating: 0, count: $0) }
    levelShares = Array(repeating: 1, count: model.kinds.weights.count)
    kindMasses = levelShares
    remembered = model.widths.map { _ in RememberedMasses() }
    numbers = model.joint?.groups.map { _ in [:] } ?? []
    posteriors = model.joint?.groups.map { _ in [:] } ?? []
    mixed = MixedKinds(model)
    others = model.others.map { PosteriorScratch($0) }
    sums = Array(repeating: 0, count: model.segments)
  }

  /// Forgets what was found for a customer, but for numbers of which nothing is seen.
  mutating func beginCustomer(_ joint: JointNumbers?) {
    guard let joint else { return }
    expected.removeAll(keepingCapacity: true)
    for index in numbers.indices where joint.isSeen[index] {
      numbers[index].removeAll(keepingCapacity: true)
      posteriors[index].removeAll(keepingCapacity: true)
    }
  }
}

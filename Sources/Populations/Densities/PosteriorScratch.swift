// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc

/// Working memory for posteriors of one model.
public struct PosteriorScratch: Sendable {
  /// What was seen of a group, and among which kinds.
  struct Key: Hashable, Sendable {
    let block: Int
    let first: UInt64
    let second: UInt64
    let rest: [UInt64]

    init(_ block: Int, _ columns: [Int], _ values: (Int) -> Double) {
      self.block = block
      first = columns.isEmpty ? 0 : values(columns[0]).bitPattern
      second = columns.count < 2 ? 0 : values(columns[1]).bitPattern
      rest = columns.count < 3 ? [] : columns.dropFirst(2).map { values($0).bitPattern }
    }
  }

  /// Masses by group, law and cell, as logarithms or, but for a factor, plain.
  var masses: [[Double]]
  /// Plain masses of a block's laws by group and seen values.
  var remembered: [[Key: [Double]]]
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
  /// The most seen values whose masses are remembered, by group.
  static let mostRemembered = 4096
  /// The most masses that are remembered, by group.
  static let mostMasses = 40_000

  /// Makes room.
  ///
  /// - Parameter model: whose posteriors are worked out.
  public init(_ model: PosteriorModel) {
    masses = zip(model.widths, model.lawCounts).map { Array(repeating: 0, count: $0 * $1) }
    row = model.widths.map { Array(repeating: 0, count: $0) }
    levelShares = Array(repeating: 1, count: model.kinds.weights.count)
    kindMasses = levelShares
    remembered = model.widths.map { _ in [:] }
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

  /// Takes the exponentials of masses, but for a factor that brings the greatest to 1.
  ///
  /// - Returns: the factor's logarithm; minus infinity where all masses vanish.
  mutating func makePlain(_ group: Int, _ laws: [Int], _ width: Int) -> Double {
    masses[group].withUnsafeMutableBufferPointer { masses in
      var greatest = -Double.infinity
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width { greatest = max(greatest, masses[index]) }
      }
      guard greatest > -.infinity else { return greatest }
      if let first = laws.first, let last = laws.last, last - first + 1 == laws.count {
        let own = UnsafeMutableBufferPointer(
          rebasing: masses[first &* width..<(last &+ 1) &* width])
        guard let start = own.baseAddress else { return greatest }
        for index in 0..<own.count { own[index] -= greatest }
        ck_exp(start, start, own.count)
        return greatest
      }
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width {
          masses[index] = exp(masses[index] - greatest)
        }
      }
      return greatest
    }
  }

  /// Some laws' masses side by side, with the scale behind them.
  func kept(_ group: Int, _ laws: [Int], _ width: Int, _ scale: Double) -> [Double] {
    let masses = masses[group]
    return Array(unsafeUninitializedCapacity: laws.count * width + 1) { kept, count in
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width {
          kept[count] = masses[index]
          count &+= 1
        }
      }
      kept[count] = scale
      count &+= 1
    }
  }

  /// Puts masses that were kept back.
  mutating func recall(_ kept: [Double], _ group: Int, _ laws: [Int], _ width: Int) {
    masses[group].withUnsafeMutableBufferPointer { masses in
      var from = 0
      for law in laws {
        for index in law &* width..<(law &+ 1) &* width {
          masses[index] = kept[from]
          from &+= 1
        }
      }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Sums over many kinds of customers where the segment's chances are drawn by several numbers.
///
/// Given what is seen, kinds differ by the laws of the numbers. Each number's law is mixed over the kinds
/// of a class, and the expectation is taken once for a class, as if numbers were independent in it:
/// exact where at most one of them differs between its kinds. Where several differ by more than
/// `mostBetween`, classes are split by all of them but one, so that what is neglected is the dependence of
/// numbers whose means lie in the same narrow cells of the utilities.
struct MixedKinds: Sendable {
  /// A few points of one law given what is seen, with the means of what they add to the utilities.
  struct Few: Sendable {
    let points: DrawnChances.Points
    let means: [Double]
  }

  /// What is known of a number's laws where the same is seen of it.
  struct Entry: Sendable {
    /// A few points of each law, where laws have their own.
    var laws: [Few?]
    /// The points that all laws share, where what is seen leaves a short stretch.
    let nodes: NodePoints?
    /// By law the weights of these, and by law the means of what they add to the utilities; NaN where
    /// they are not worked out.
    var weights: [Double]
    var means: [Double]
  }

  /// What is known of a number's laws by what is seen of it.
  struct Memory: Sendable {
    var places: [RememberedMasses.Key: Int] = [:]
    var entries: [Entry] = []
  }

  var kinds: [Int] = []
  var rules: [Int] = []
  var masses: [Double] = []
  /// Shares of laws, number after number.
  var shares: [Double]
  /// Where each number's shares begin.
  let firsts: [Int]
  /// By number its laws with a share.
  var used: [[Int]]
  var memory: [Memory]
  /// By rule and number the points at places that all laws share.
  var fixed: [Int: DrawnChances.Points] = [:]
  var numbers: [MixedNumber]
  var placeWeights: [Double] = []
  var sums = MixedSums()
  /// The share of a class below which laws are left out.
  static let least = 1e-6
  /// How far utilities may differ between kinds by a number, as a standard deviation, before it counts.
  static let mostBetween = 0.05
  /// The width of the cells of utilities by which classes are split.
  static let cell = 0.2
  /// The most seen values whose laws are remembered, by number.
  static let mostRemembered = 4096

  /// Makes room.
  ///
  /// - Parameter model: whose posteriors are worked out.
  init(_ model: PosteriorModel) {
    let counts = model.joint.map { joint in joint.groups.map { model.lawCounts[$0] } } ?? []
    firsts = counts.indices.map { counts[..<$0].reduce(0, +) }
    shares = Array(repeating: 0, count: counts.reduce(0, +))
    used = counts.map { _ in [] }
    memory = counts.map { _ in Memory() }
    numbers = counts.map { _ in MixedNumber() }
  }

  /// Puts a kind's mass aside.
  mutating func gather(_ kind: Int, _ rule: Int, _ mass: Double) {
    kinds.append(kind)
    rules.append(rule)
    masses.append(mass)
  }

  /// Adds what all kinds that were gathered give to each segment, and forgets them.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - joint: its numbers.
  ///   - values: the seen value of a column.
  ///   - isBlind: whether nothing at all is seen.
  ///   - sums: receives masses by segment.
  mutating func add(
    _ model: PosteriorModel, _ joint: JointNumbers, _ values: (Int) -> Double, _ isBlind: Bool,
    to sums: inout [Double]
  ) {
    defer {
      kinds.removeAll(keepingCapacity: true)
      rules.removeAll(keepingCapacity: true)
      masses.removeAll(keepingCapacity: true)
    }
    guard !kinds.isEmpty else { return }
    withoutActuallyEscaping(values) { values in
      addAll(Sight(model: model, joint: joint, values: values, isBlind: isBlind), &sums)
    }
  }

  private mutating func addAll(_ sight: Sight, _ sums: inout [Double]) {
    let joint = sight.joint
    for rule in joint.rules.indices {
      guard case .drawn(let drawn) = joint.rules[rule] else { continue }
      let own =
        joint.rules.count == 1 ? Array(kinds.indices) : kinds.indices.filter { rules[$0] == rule }
      let mass = own.reduce(0) { $0 + masses[$1] }
      guard mass > 0 else { continue }
      collect(own, mass, sight)
      let wide = wideNumbers(rule, drawn, sight)
      guard wide.count > 1 else {
        addClass(mass, rule, drawn, sight, &sums)
        continue
      }
      for part in split(own, wide, rule, drawn, sight) {
        let mass = part.reduce(0) { $0 + masses[$1] }
        collect(part, mass, sight)
        addClass(mass, rule, drawn, sight, &sums)
      }
    }
  }

  /// What is seen of a customer.
  struct Sight {
    let model: PosteriorModel
    let joint: JointNumbers
    let values: (Int) -> Double
    let isBlind: Bool

    func law(_ kind: Int, _ position: Int) -> Int {
      model.kinds.laws[kind &* model.widths.count &+ joint.groups[position]]
    }
  }
}

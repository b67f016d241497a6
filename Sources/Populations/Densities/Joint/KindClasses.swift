// SPDX-License-Identifier: GPL-3.0-or-later

/// Kinds of customers put together where the segment's chances follow from several numbers: those
/// with the same levels at entry and now and a like time since the latest move.
///
/// Given what is seen, numbers of one class differ little: its heaviest kind stands for all.
struct KindClasses: Sendable {
  /// The class of each kind.
  let classOf: [Int]
  /// How many classes there are.
  let count: Int
  /// The most kinds of which each stands for itself.
  static let mostKinds = 64
  /// The share of all customers below which a class takes the chances of the heaviest class.
  static let least = 2e-5

  /// Puts kinds together; nothing where they are few.
  ///
  /// - Parameters:
  ///   - kinds: the kinds.
  ///   - month: the scored month.
  ///   - byCohort: whether the month of entry matters to numbers of which nothing is seen.
  init?(_ kinds: KindTable, month: Int, byCohort: Bool) {
    guard kinds.states.count > Self.mostKinds else { return nil }
    let pathClass = PathClass(month: month, tellsCohort: false)
    var (known, classOf): ([[Int]: Int], [Int]) = ([:], [])
    for (kind, state) in kinds.states.enumerated() {
      let rules = kinds.rules[kind * kinds.combinations..<(kind + 1) * kinds.combinations]
      let key =
        [byCohort ? pathClass.cohort(state) : 0, pathClass.moveClass(state)]
        + state.entry.map(Int.init) + state.present.map(Int.init) + rules
      let position = known[key] ?? known.count
      known[key] = position
      classOf.append(position)
    }
    (self.classOf, count) = (classOf, known.count)
  }

  /// What a customer's kinds have gathered: by class and combination of cells the mass, and the
  /// heaviest kind with its mass.
  struct Gathered: Sendable {
    var masses: [Double]
    var kinds: [Int]
    var greatest: [Double]

    init(_ count: Int) {
      masses = Array(repeating: 0, count: count)
      (kinds, greatest) = (Array(repeating: -1, count: count), masses)
    }

    /// Adds a kind's mass.
    mutating func add(_ mass: Double, _ place: Int, kind: Int) {
      masses[place] += mass
      if mass > greatest[place] { (greatest[place], kinds[place]) = (mass, kind) }
    }

    /// Forgets all.
    mutating func clear() {
      for index in masses.indices { (masses[index], greatest[index], kinds[index]) = (0, 0, -1) }
    }
  }
}

extension PosteriorModel {
  /// Adds what classes of kinds give to each segment, with plain masses.
  func addClasses(
    _ values: (Int) -> Double, _ isBlind: Bool, _ scratch: inout PosteriorScratch
  ) {
    let places = scratch.gathered.masses.indices.filter { scratch.gathered.masses[$0] > 0 }
    let total = places.reduce(0) { $0 + scratch.gathered.masses[$1] }
    guard total > 0 else { return }
    let heaviest = places.max { scratch.gathered.masses[$0] < scratch.gathered.masses[$1] }
    var rest = 0.0
    for place in places where place != heaviest {
      let mass = scratch.gathered.masses[place]
      if mass < KindClasses.least * total {
        rest += mass
      } else {
        addClass(place, mass, values, isBlind, &scratch)
      }
    }
    if let heaviest {
      let mass = scratch.gathered.masses[heaviest] + rest
      addClass(heaviest, mass, values, isBlind, &scratch)
    }
    scratch.gathered.clear()
  }

  private func addClass(
    _ place: Int, _ mass: Double, _ values: (Int) -> Double, _ isBlind: Bool,
    _ scratch: inout PosteriorScratch
  ) {
    let kind = scratch.gathered.kinds[place]
    let rule = kinds.rules[kind * kinds.combinations + place % kinds.combinations]
    let chances = expected(rule, ofKind: kind, values, isBlind, &scratch)
    for segment in 0..<segments { scratch.sums[segment] += mass * chances[segment] }
  }
}

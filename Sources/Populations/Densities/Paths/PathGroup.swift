// SPDX-License-Identifier: GPL-3.0-or-later

/// A number of the world that evolves, or is seen by earlier values, with all that is seen of it:
/// independent of all other groups once the path of the hidden levels is known.
protocol PathGroup: Sendable {
  /// The number's slot.
  var slot: Int { get }
  /// The columns of the view it reads.
  var columns: [Int] { get }
  /// What the segment needs to know of the present number.
  var target: SeenGroup.Target { get }
  /// The cells of further numbers, which those of the target are combined with.
  var furtherCells: [(slot: Int, cells: [ValueInterval])] { get }
  /// Of how many months the segment takes the mean.
  var targetMonths: Int { get }
  /// How many months back the path of the levels matters.
  var pathMonths: Int { get }
  /// Whether the month of entry matters.
  var isByCohort: Bool { get }
  /// Whether its few laws tell kinds of customers apart, where several numbers evolve.
  var tellsKindsApart: Bool { get }
  /// Whether the number's law given what is seen is known, as `.points` asks for.
  var givesPoints: Bool { get }
  /// Whether only sums over the number's law are asked for, since the segment is drawn.
  var isDrawn: Bool { get }
  /// The greatest slope of a difference of utilities by the number, where its points depend on that.
  var steepness: Double { get }
  /// What tells the laws of hidden states apart.
  ///
  /// - Parameters:
  ///   - state: a hidden state.
  ///   - month: the scored month.
  ///   - slots: the slots of the hidden levels.
  /// - Returns: a key; states with the same one share a law.
  func key(_ state: HiddenState, _ month: Int, _ slots: LevelSlots) -> [Int]
  /// Frees what was kept for the laws of further months.
  func forget()
  /// Works out the laws of a month.
  ///
  /// - Parameters:
  ///   - laws: for each law the hidden states that share it, with their shares of it.
  ///   - month: the scored month.
  ///   - slots: the slots of the hidden levels.
  /// - Returns: the laws; nothing where a parameter is impossible.
  func known(
    _ laws: [[WeightedState]], _ month: Int, _ slots: LevelSlots
  ) -> (any KnownPathGroup)?
}

extension PathGroup {
  var tellsKindsApart: Bool { false }
  var targetMonths: Int { 1 }
  var furtherCells: [(slot: Int, cells: [ValueInterval])] { [] }
  var givesPoints: Bool { false }
  var isDrawn: Bool { false }
  var steepness: Double { 0 }
  func forget() {}
}

/// The laws of a path group in one month, for some kinds of customers.
protocol KnownPathGroup: Sendable {
  /// The logarithms of the density of what is seen together with each target.
  ///
  /// - Parameters:
  ///   - seen: the seen values of the group's columns; nothing where nothing at all is seen.
  ///   - used: the positions of the laws that are wanted.
  ///   - masses: receives at each law's place a logarithm for each cell, or one for all.
  func logMasses(_ seen: [Double]?, of used: [Int], into masses: inout [Double])
  /// The density of what is seen together with each target, but for a factor that all lack.
  ///
  /// - Parameters:
  ///   - seen: the seen values of the group's columns; nothing where nothing at all is seen.
  ///   - used: the positions of the laws that are wanted.
  ///   - width: how many cells there are.
  ///   - masses: receives at each law's place a mass for each cell, or one for all.
  /// - Returns: the factor's logarithm; minus infinity where all masses vanish.
  func masses(
    _ seen: [Double]?, of used: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double
  /// The present number, where it is seen as it is.
  ///
  /// - Parameter seen: the seen values of the group's columns.
  /// - Returns: the number; nothing where it is not known.
  func present(_ seen: [Double]) -> Double?
  /// The law of the present number given what is seen: asked for where the target is `.points`, for
  /// which `logMasses` gives one mass, that of what is seen.
  ///
  /// - Parameters:
  ///   - seen: the seen values of the group's columns; nothing where nothing at all is seen.
  ///   - law: the position of the law.
  ///   - use: what the law must be good for.
  /// - Returns: the number's law; nothing where what is seen is impossible.
  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior?
}

extension KnownPathGroup {
  func masses(
    _ seen: [Double]?, of used: [Int], _ width: Int, into masses: inout [Double]
  ) -> Double {
    logMasses(seen, of: used, into: &masses)
    return masses.makePlain(used, width)
  }

  func present(_ seen: [Double]) -> Double? { nil }

  func posterior(
    _ seen: [Double]?, of law: Int, for use: NumberPosterior.Use
  ) -> NumberPosterior? { nil }
}

/// Laws of a number given what is seen by densities at places that all laws share.
protocol PlacedLaws: KnownPathGroup {
  /// The places.
  var places: [Double] { get }
  /// A mixture of the laws given what is seen.
  ///
  /// - Parameters:
  ///   - seen: the seen values of the group's columns; nothing where nothing at all is seen.
  ///   - used: the laws.
  ///   - shares: the share of each law.
  ///   - first: where the first law's share stands.
  ///   - weights: receives the weight of each place, whose sum is that of the shares.
  func mix(
    _ seen: [Double]?, of used: [Int], _ shares: [Double], from first: Int,
    into weights: inout [Double])
}

/// Laws of a number given what is seen that differ little, so that a few points stand for a mixture.
protocol PointedLaws: KnownPathGroup {
  /// A mixture of the laws given what is seen.
  ///
  /// - Parameters:
  ///   - seen: the seen values of the group's columns.
  ///   - used: the laws.
  ///   - shares: the share of each law.
  ///   - first: where the first law's share stands.
  /// - Returns: points with weights that add up to 1; nothing where the laws differ.
  func points(
    _ seen: [Double], of used: [Int], _ shares: [Double], from first: Int
  ) -> [(value: Double, weight: Double)]?
}

/// Where the hidden levels lie.
struct LevelSlots: Sendable {
  /// A slot for each code of a state.
  let slots: [Int]

  /// The position of a slot among the codes of a state; nothing for one that does not matter.
  func position(_ slot: Int) -> Int? { slots.firstIndex(of: slot) }

  /// Level codes by slot.
  ///
  /// - Parameter codes: codes by position among the hidden levels.
  /// - Returns: codes by slot; 0 for others.
  func bySlot(_ codes: LevelCodes) -> [UInt8] {
    var bySlot = [UInt8](repeating: 0, count: (slots.max() ?? -1) + 1)
    for (position, slot) in slots.enumerated() { bySlot[slot] = codes[position] }
    return bySlot
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What one customer's features tell of levels and of months on the books.
struct SeenLevels {
  private let model: PosteriorModel
  private let tenures: [[SeenPiece]]
  /// The chance of what is seen of each code of each level feature.
  private let chances: [Double]
  private let places: LevelPlaces

  /// Reads a customer's features backwards.
  init(_ model: PosteriorModel, _ values: (Int) -> Double) {
    self.model = model
    places = model.levelPlaces
    tenures = model.plan.tenureFeatures.map { $0.pieces(values($0.column)) }
    var chances: [Double] = []
    chances.reserveCapacity(places.codes.reduce(0, +))
    for (reading, codes) in zip(places.readings, places.codes) {
      let pieces = reading.pieces(values(reading.column))
      for code in 0..<codes {
        chances.append(
          pieces.reduce(0) { $0 + ($1.values.contains(Double(code)) ? $1.weight : 0) })
      }
    }
    self.chances = chances
  }

  /// Whether no level is seen.
  var tellNoLevel: Bool { places.readings.isEmpty }

  /// The chances that the levels of some kinds of customers are seen as they are.
  ///
  /// - Parameters:
  ///   - kinds: the kinds' positions.
  ///   - shares: receives a probability for each, from the first element on.
  func shares(of kinds: Range<Int>, into shares: inout [Double]) {
    let count = places.readings.count
    chances.withUnsafeBufferPointer { chances in
      places.places.withUnsafeBufferPointer { places in
        shares.withUnsafeMutableBufferPointer { shares in
          for (index, kind) in kinds.enumerated() {
            var share = 1.0
            for place in kind &* count..<(kind &+ 1) &* count { share *= chances[places[place]] }
            shares[index] = share
          }
        }
      }
    }
  }

  /// The chance that months on the books are seen as they are.
  func share(ofCohort cohort: Int) -> Double {
    tenures.reduce(1) { share, pieces in
      share * pieces.reduce(0) { $0 + $1.weight * tenureShare(cohort, $1.values) }
    }
  }

  private func tenureShare(_ cohort: Int, _ values: SeenPiece.Values) -> Double {
    let (month, firstTenure) = (model.month, model.firstTenure)
    guard cohort == 0 else { return values.contains(Double(month - cohort)) ? 1 : 0 }
    switch values {
    case .missing: return 0
    case .point(let value):
      guard abs(value) < 1e6, value == value.rounded() else { return 0 }
      let start = Int(value) - month
      return firstTenure.indices.contains(start) ? firstTenure[start] : 0
    case .interval:
      return firstTenure.indices.reduce(0) {
        $0 + (values.contains(Double($1 + month)) ? firstTenure[$1] : 0)
      }
    }
  }
}

/// Where a customer's chances of seen levels stand for each kind of customer.
struct LevelPlaces: Sendable {
  /// The features that tell a level.
  let readings: [FeatureReading]
  /// How many codes each feature's level has.
  let codes: [Int]
  /// For every kind by feature the place of its code among the chances of all codes.
  let places: [Int]

  /// Finds the places.
  ///
  /// - Parameters:
  ///   - features: the features that tell a level.
  ///   - states: a hidden state of each kind.
  ///   - slots: the slots of the hidden levels in the order of a state's codes.
  init(_ features: [PosteriorPlan.LevelFeature], _ states: [HiddenState], _ slots: [Int]) {
    let known = features.compactMap { feature in
      slots.firstIndex(of: feature.slot).map { (reading: feature.reading, position: $0) }
    }
    readings = known.map(\.reading)
    let codes = known.map { feature in
      (states.map { Int($0.present[feature.position]) }.max() ?? 0) + 1
    }
    var (starts, start): ([Int], Int) = ([], 0)
    for count in codes {
      starts.append(start)
      start += count
    }
    self.codes = codes
    places = states.flatMap { state in
      zip(known, starts).map { $1 + Int(state.present[$0.position]) }
    }
  }
}

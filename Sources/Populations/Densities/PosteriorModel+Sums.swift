// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc

/// Sums over the kinds of customers.
extension PosteriorModel {
  /// Adds what a block of kinds gives to each segment, with plain masses.
  func add(
    _ block: KindTable.Block, _ share: Double, _ seen: SeenLevels?, _ values: (Int) -> Double,
    _ isBlind: Bool, _ scratch: inout PosteriorScratch
  ) {
    let seesLevels = seen.map { !$0.tellNoLevel } ?? false
    if seesLevels { seen?.shares(of: block.kinds, into: &scratch.levelShares) }
    weigh(block.kinds, share, seesLevels, &scratch)
    if let smooth = form.smooth {
      addSegments(of: smooth, block.kinds, &scratch)
    } else if let cells = form.onlyCells {
      addCells(of: cells.group, cells.segments, block.kinds, &scratch)
    } else if form.isKnownByKind {
      addKinds(block.kinds, &scratch)
    } else {
      addCombinations(block.kinds, values, isBlind, &scratch)
    }
  }

  /// The masses of kinds by all groups that tell nothing else.
  private func weigh(
    _ range: Range<Int>, _ share: Double, _ seesLevels: Bool, _ scratch: inout PosteriorScratch
  ) {
    let first = range.lowerBound
    scratch.kindMasses.withUnsafeMutableBufferPointer { own in
      kinds.weights.withUnsafeBufferPointer { weights in
        for place in 0..<range.count { own[place] = weights[first &+ place] * share }
      }
      for group in form.alone {
        kinds.lawsByGroup[group].withUnsafeBufferPointer { laws in
          scratch.masses[group].withUnsafeBufferPointer { masses in
            guard let own = own.baseAddress, let masses = masses.baseAddress,
              let laws = laws.baseAddress
            else { return }
            ck_multiply_at(own, masses, laws + first, range.count)
          }
        }
      }
      guard seesLevels else { return }
      for place in 0..<range.count { own[place] *= scratch.levelShares[place] }
    }
  }

  /// Adds each kind to the one segment that it belongs to.
  private func addKinds(_ range: Range<Int>, _ scratch: inout PosteriorScratch) {
    scratch.sums.withUnsafeMutableBufferPointer { sums in
      scratch.kindMasses.withUnsafeBufferPointer { own in
        kinds.segments.withUnsafeBufferPointer { segments in
          guard let own = own.baseAddress, let all = segments.baseAddress,
            let start = sums.baseAddress
          else { return }
          ck_add_at(start, sums.count, own, all + range.lowerBound, range.count)
        }
      }
    }
  }

  /// Adds to the segments what a group gives to each of them.
  private func addSegments(
    of group: Int, _ range: Range<Int>, _ scratch: inout PosteriorScratch
  ) {
    for (place, kind) in range.enumerated() {
      let mass = scratch.kindMasses[place]
      guard mass > 0 else { continue }
      let law = kinds.laws[kind &* widths.count &+ group] &* segments
      for segment in 0..<segments {
        scratch.sums[segment] += mass * scratch.masses[group][law &+ segment]
      }
    }
  }

  /// Adds to the segments of a group's cells, which are the same for all kinds.
  private func addCells(
    of group: Int, _ segmentOf: [Int], _ range: Range<Int>, _ scratch: inout PosteriorScratch
  ) {
    let (first, width) = (range.lowerBound, widths[group])
    withUnsafeTemporaryAllocation(of: Double.self, capacity: width) { sums in
      sums.initialize(repeating: 0)
      kinds.lawsByGroup[group].withUnsafeBufferPointer { laws in
        scratch.masses[group].withUnsafeBufferPointer { masses in
          scratch.kindMasses.withUnsafeBufferPointer { own in
            for place in 0..<range.count {
              let from = Int(laws[first &+ place]) &* width
              for cell in 0..<width { sums[cell] += own[place] * masses[from &+ cell] }
            }
          }
        }
      }
      for cell in 0..<width { scratch.sums[segmentOf[cell]] += sums[cell] }
    }
  }

  /// Adds what every combination of cells gives to each segment.
  private func addCombinations(
    _ range: Range<Int>, _ values: (Int) -> Double, _ isBlind: Bool,
    _ scratch: inout PosteriorScratch
  ) {
    let isMixed = joint?.isMixed ?? false
    for (index, kind) in range.enumerated() {
      let mass = scratch.kindMasses[index]
      guard mass > 0 else { continue }
      for combination in 0..<kinds.combinations {
        let (place, own) = (
          kind &* kinds.combinations &+ combination,
          mass * product(kind, combination, form.cells, scratch)
        )
        guard own > 0 else { continue }
        if kinds.rules[place] >= 0, isMixed {
          scratch.mixed.gather(kind, kinds.rules[place], own)
        } else if kinds.rules[place] >= 0 {
          let chances = expected(kinds.rules[place], ofKind: kind, values, isBlind, &scratch)
          for segment in 0..<segments { scratch.sums[segment] += own * chances[segment] }
        } else if kinds.certain[place] >= 0 {
          scratch.sums[kinds.certain[place]] += own
        } else {
          for segment in 0..<segments {
            scratch.sums[segment] += own * kinds.chances[place &* segments &+ segment]
          }
        }
      }
    }
  }

  private func product(
    _ kind: Int, _ combination: Int, _ cells: [Int], _ scratch: borrowing PosteriorScratch
  ) -> Double {
    var (mass, rest) = (1.0, combination)
    for group in cells.reversed() {
      let width = widths[group]
      let law = kinds.laws[kind &* widths.count &+ group]
      mass *= scratch.masses[group][law &* width &+ rest % width]
      rest /= width
    }
    return mass
  }

  /// Adds what a block of kinds gives to each segment, with logarithms of masses: slower, for what
  /// is seen once in a lifetime.
  func addLogarithms(
    _ block: KindTable.Block, _ logShare: Double, _ seen: SeenLevels?, _ values: (Int) -> Double,
    _ isBlind: Bool, _ scratch: inout PosteriorScratch
  ) {
    seen?.shares(of: block.kinds, into: &scratch.levelShares)
    for kind in block.kinds {
      var weight = log(kinds.weights[kind]) + logShare
      if seen != nil { weight += log(scratch.levelShares[kind - block.kinds.lowerBound]) }
      var smooth: Int?
      for (group, target) in targets.enumerated() {
        switch target {
        case .none, .points:
          weight += scratch.masses[group][kinds.laws[kind * widths.count + group]]
        case .cells: continue
        case .smooth: smooth = group
        }
      }
      guard weight > -.infinity else { continue }
      if let smooth {
        let law = kinds.laws[kind * widths.count + smooth]
        for segment in 0..<segments {
          scratch.sums[segment].addExponential(
            weight + scratch.masses[smooth][law * segments + segment])
        }
        continue
      }
      for combination in 0..<kinds.combinations {
        var (mass, rest) = (weight, combination)
        for (group, target) in targets.enumerated().reversed() {
          guard case .cells = target else { continue }
          let law = kinds.laws[kind * widths.count + group]
          mass += scratch.masses[group][law * widths[group] + rest % widths[group]]
          rest /= widths[group]
        }
        let place = kind * kinds.combinations + combination
        let isJoint = kinds.rules[place] >= 0 && mass > -.infinity
        let joint =
          isJoint ? expected(kinds.rules[place], ofKind: kind, values, isBlind, &scratch) : []
        for segment in 0..<segments {
          let chance = isJoint ? joint[segment] : kinds.chances[place * segments + segment]
          if chance > 0 { scratch.sums[segment].addExponential(mass + log(chance)) }
        }
      }
    }
  }
}

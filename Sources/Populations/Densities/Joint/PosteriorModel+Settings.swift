// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension PosteriorModel {
  /// Adds the sums of all other settings to this one's.
  ///
  /// Where what is seen has a probability in one setting and but a density in another, it comes from
  /// the first: only settings with the fewest densities count.
  func join(
    _ values: (Int) -> Double, _ isBlind: Bool, _ isLogarithmic: Bool, _ scale: Double,
    _ scratch: inout PosteriorScratch
  ) {
    let nothing = isLogarithmic ? -Double.infinity : 0
    var densities = isBlind ? 0 : densities(values)
    var reference = scale
    var isEmpty = scratch.sums.allSatisfy { $0 == nothing }
    for (index, other) in others.enumerated() {
      let own = other.gather(values, isBlind, isLogarithmic, &scratch.others[index])
      let sums = scratch.others[index].sums
      guard sums.contains(where: { $0 > nothing }) else { continue }
      let ownDensities = isBlind ? 0 : other.densities(values)
      guard isEmpty || ownDensities <= densities else { continue }
      if isEmpty || ownDensities < densities {
        (scratch.sums, reference, densities, isEmpty) = (sums, own, ownDensities, false)
        continue
      }
      if isLogarithmic {
        for segment in sums.indices { scratch.sums[segment].addExponential(sums[segment]) }
        continue
      }
      // The greater of the two factors is the common one.
      let most = max(own, reference)
      let (kept, added) = (exp(reference - most), exp(own - most))
      for segment in sums.indices {
        scratch.sums[segment] = scratch.sums[segment] * kept + sums[segment] * added
      }
      reference = most
    }
  }

  /// How many features are seen as they are with a density only.
  private func densities(_ values: (Int) -> Double) -> Int {
    plan.decided.count { reading, isDensity in
      guard isDensity else { return false }
      let pieces = SeenPiece.counting(reading.pieces(values(reading.column)), isDiscrete: false)
      return pieces.contains { if case .point = $0.values { true } else { false } }
    }
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

extension BinGuide {
  /// Chooses the key, the range it spans and the number of steps that make counting fastest.
  ///
  /// - Parameters:
  ///   - cuts: ascending cut points, then one infinity.
  ///   - probes: ascending values as they are to be expected.
  init(cuts: [Double], probes: [Double]) {
    let cells = max(16, 4 * (cuts.count - 1))
    let stride = max(1, probes.count / 2048)
    let some = Swift.stride(from: 0, to: probes.count, by: stride).map { probes[$0] }
    var best = Self.settled(
      BinGuide(cuts: cuts, key: .distance(origin: 0, scale: 0), cells: 1), cuts, some)
    for key in Self.keys(cuts: cuts.dropLast(), cells: cells) {
      let other = Self.settled(BinGuide(cuts: cuts, key: key, cells: cells), cuts, some)
      if other.cost < best.cost { best = other }
    }
    self = best.guide
  }

  /// Keys of both kinds over all of the cuts and over ranges that leave out the extreme ones.
  private static func keys(cuts: ArraySlice<Double>, cells: Int) -> [Key] {
    var keys: [Key] = []
    for trim in [0, 2, 8, cuts.count / 128, cuts.count / 16] {
      let inner = cuts.dropFirst(trim).dropLast(trim)
      guard let low = inner.first, let high = inner.last, low < high else { continue }
      let scale = Double(cells) / (high - low)
      // The lower neighbour of 0 would make the distance of every 0 subnormal, which is slow.
      let start = abs(low) < .leastNormalMagnitude ? 0 : low
      if scale.isFinite, scale > 0 { keys.append(.distance(origin: start, scale: scale)) }
      let origin = orderedBits(low)
      let (width, overflow) = orderedBits(high).subtractingReportingOverflow(origin)
      if overflow { continue }
      var shift: Int32 = 0
      while width >> Int64(shift) >= Int64(cells) { shift += 1 }
      keys.append(.bits(origin: origin, shift: shift))
    }
    return keys
  }

  /// The bits of a number in a form that orders as the numbers do; the kernel's twin.
  private static func orderedBits(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: (value + 0).bitPattern)
    return bits < 0 ? bits ^ Int64.max : bits
  }

  /// Chooses the number of steps, and tells what a value then costs on average, in steps.
  private static func settled(
    _ guide: BinGuide, _ cuts: [Double], _ probes: [Double]
  ) -> (guide: BinGuide, cost: Double) {
    /// What a value that needs more steps than most costs, for the branch that was not foreseen.
    let surprise = 25.0
    let needs = guide.withBinning(cuts: cuts) { binning in
      probes.map { probe in
        let start = Int(binning.pointee.guide[Int(column_guide_cell(binning, probe))])
        return cuts[start...].prefix { $0 < probe }.count
      }
    }
    var best = (guide: guide, cost: Double.infinity)
    for steps in 1...4 {
      let late = needs.filter { $0 > steps }
      let extra = surprise * Double(late.count) + Double(late.reduce(0, +))
      let cost = Double(steps) + extra / Double(max(1, needs.count))
      if cost < best.cost { best = (BinGuide(guide, steps: steps), cost) }
    }
    return best
  }
}

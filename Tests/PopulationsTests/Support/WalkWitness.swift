// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The joint law of a mean of months that is seen and of one that is true, of a number that walks on a
/// logarithmic scale, by nested quadrature that is parted where the integrand is not smooth.
struct WalkWitness {
  /// The density of the number's logarithm some months after its start.
  let density: (_ place: Double, _ months: Int) -> Double
  /// Where the density at the start jumps, as a logarithm.
  var jump: Double?
  /// The mean of a step.
  var mean = log(1.001)
  /// Its standard deviation.
  var deviation = 0.03
  /// How many months the mean that is seen holds at most.
  let shown: Int
  /// How many months the mean that is true holds at most.
  let held: Int
  /// The share of late months.
  var late = 0.05
  /// By how many months they are late.
  var by = 1
  /// Months since the start, of customers as many of each.
  let ages: [Int]
  /// The bounds of what is true, ascending.
  let bounds: [Double]
  /// How many times as many points are taken as usual.
  var fineness = 1.0
  /// Whether the density changes little over a step.
  var isWide = false

  /// Months that matter in one way in which months come late.
  struct Pattern: Equatable {
    /// Months from the start to the first month that matters, and from each to the next.
    var (walked, gaps): (Int, [Int])
    /// The weights of the months in what is seen and in what is true.
    var (seen, truth): ([Double], [Double])

    /// Where two regions of a pattern of a jumping law meet on a line and not in a point: what is seen
    /// is then no smooth function there.
    func kink(jump: Double, bound: Double) -> Double? {
      let later = seen.indices.dropFirst()
      guard let first = later.first, seen[first] > 0, truth[first] > 0 else { return nil }
      let ratio = truth[first] / seen[first]
      guard later.allSatisfy({ abs(truth[$0] - ratio * seen[$0]) < 1e-12 }) else { return nil }
      let sum = seen[0] + (exp(bound - jump) - truth[0]) / ratio
      return sum > 0 ? jump + log(sum) : nil
    }
  }

  /// All patterns with their shares of the customers.
  var patterns: [(share: Double, pattern: Pattern)] {
    var all: [(share: Double, pattern: Pattern)] = []
    for age in ages {
      let months = min(shown, age + 1)
      for late in 0..<(1 << months) {
        let count = late.nonzeroBitCount
        let share = pow(self.late, Double(count)) * pow(1 - self.late, Double(months - count))
        guard share > 0 else { continue }
        let pattern = pattern(age, months, late)
        if let same = all.firstIndex(where: { $0.pattern == pattern }) {
          all[same].share += share
        } else {
          all.append((share, pattern))
        }
      }
    }
    return all
  }

  private func pattern(_ age: Int, _ months: Int, _ late: Int) -> Pattern {
    var (seen, truth) = ([Int](repeating: 0, count: age + 1), [Int](repeating: 0, count: age + 1))
    for back in 0..<months { seen[max(0, age - back - (late >> back & 1) * by)] += 1 }
    let own = min(held, age + 1)
    for back in 0..<own { truth[age - back] += 1 }
    let used = (0...age).filter { seen[$0] + truth[$0] > 0 }
    return Pattern(
      walked: used[0], gaps: zip(used.dropFirst(), used).map { $0 - $1 },
      seen: used.map { Double(seen[$0]) / Double(months) },
      truth: used.map { Double(truth[$0]) / Double(own) })
  }

  /// The places at which densities of what is seen without its factor may jump or have a kink, ascending.
  var breaks: [Double] {
    var all = bounds.map { log($0) }
    if let jump {
      for (_, pattern) in patterns where pattern.walked == 0 {
        all += bounds.compactMap { pattern.kink(jump: jump, bound: log($0)) }
      }
      all.append(jump)
    }
    return all.sorted()
  }

  /// The densities at a logarithm of what is seen without its factor.
  ///
  /// - Parameter place: the logarithm.
  /// - Returns: the densities of truths below each bound, and of all.
  func densities(_ place: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: bounds.count + 1)
    for (share, pattern) in patterns {
      for (index, bound) in (bounds + [.infinity]).enumerated() {
        let integral = WalkIntegral(
          pattern: pattern, place: place, jump: pattern.walked == 0 ? jump : nil, bound: log(bound),
          density: { density($0, pattern.walked) }, isWide: isWide, mean: mean,
          deviation: deviation, fineness: fineness)
        sums[index] += share * integral.value
      }
    }
    return sums
  }
}

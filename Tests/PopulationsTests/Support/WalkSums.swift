// SPDX-License-Identifier: GPL-3.0-or-later

/// Sums of months in what is seen and in what is true: of those before two steps, between them, and after.
///
/// With the factors g and h by which the number grows over them each is S + g (S' + h S'').
struct WalkSums {
  var seen: InlineArray<3, Double> = [0, 0, 0]
  var truth: InlineArray<3, Double> = [0, 0, 0]

  /// The sums of one step alone.
  ///
  /// - Parameters:
  ///   - growth: the factor of the other step.
  ///   - isEarlier: whether that is the earlier one.
  /// - Returns: sums of months before the step and after it.
  func fixed(_ growth: Double, isEarlier: Bool) -> WalkSums {
    func part(_ sums: InlineArray<3, Double>) -> InlineArray<3, Double> {
      isEarlier
        ? [sums[0] + growth * sums[1], growth * sums[2], 0]
        : [sums[0], sums[1] + growth * sums[2], 0]
    }
    return WalkSums(seen: part(seen), truth: part(truth))
  }
}

/// Where the integral over a first step is not smooth in the second: factors of the second step.
struct WalkCorners {
  private(set) var cuts: [Double] = []

  /// Works out the factors.
  ///
  /// - Parameters:
  ///   - sums: the sums of months.
  ///   - ends: the least and the greatest factor of the first step.
  ///   - isSecondEarlier: whether the second step is the earlier one.
  ///   - jump: what the months that are seen come to where the number passes a jump.
  ///   - ratio: the true months over those that are seen, where the truth passes the bound.
  init(_ sums: WalkSums, ends: [Double], isSecondEarlier: Bool, jump: Double, ratio: Double) {
    let (seen, truth) = (sums.seen, sums.truth)
    let lines = [
      (seen[0] - jump, seen[1], seen[2]),
      (truth[0] - ratio * seen[0], truth[1] - ratio * seen[1], truth[2] - ratio * seen[2]),
    ]
    // Where the jump or the bound comes in from an end of the first step.
    for line in lines {
      for end in ends {
        cuts.append(
          isSecondEarlier ? -line.0 / (line.1 + end * line.2) : (-line.0 / end - line.1) / line.2)
      }
    }
    // Where both meet: two equations of the earlier factor and of the product of both.
    let (one, two) = (lines[0], lines[1])
    let earlier = one.2 * two.0 - one.0 * two.2
    let product = one.0 * two.1 - one.1 * two.0
    cuts.append(isSecondEarlier ? earlier / (one.1 * two.2 - one.2 * two.1) : product / earlier)
  }
}

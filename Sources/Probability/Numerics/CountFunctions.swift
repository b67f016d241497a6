// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Probabilities of counts, accurate for large counts too: deviances and Stirling's remainder
/// (Loader 2000, "Fast and accurate computation of binomial probabilities") instead of
/// differences of log-gammas.
package enum CountFunctions {
  /// The logarithm of Poisson's probability of x.
  package static func logPoisson(_ x: Double, mean: Double) -> Double {
    if x.isNaN { return .nan }
    guard x >= 0, x == x.rounded(.down), x.isFinite else { return -.infinity }
    if mean == 0 { return x == 0 ? 0 : -.infinity }
    return logPoissonKernel(x, mean)
  }

  /// The logarithm of the negative binomial's probability of x.
  package static func logNegativeBinomial(_ x: Double, mean: Double, size: Double) -> Double {
    if x.isNaN { return .nan }
    guard x >= 0, x == x.rounded(.down), x.isFinite else { return -.infinity }
    if mean == 0 { return x == 0 ? 0 : -.infinity }
    if x == 0 { return -size * log1p(mean / size) }
    return log(size / (size + x))
      + logBinomialKernel(
        size, of: size + x, share: size / (size + mean), rest: mean / (size + mean))
  }

  /// ln(m^k e^-m / Gamma(k + 1)) for a real k >= 0.
  static func logPoissonKernel(_ k: Double, _ m: Double) -> Double {
    if m == 0 { return k == 0 ? 0 : -.infinity }
    if k == 0 { return -m }
    if m == .infinity { return -.infinity }
    return -stirlingRemainder(k) - deviance(k, m) - 0.5 * log(2 * .pi * k)
  }

  /// ln(Gamma(n + 1) / (Gamma(k + 1) Gamma(n - k + 1)) share^k rest^(n - k)) for real 0 <= k <= n.
  static func logBinomialKernel(
    _ k: Double, of n: Double, share: Double, rest: Double
  ) -> Double {
    if n == 0 { return 0 }
    if k == 0 { return rest > 0.5 ? n * log1p(-share) : n * log(rest) }
    let others = n - k
    if others == 0 { return share > 0.5 ? n * log1p(-rest) : n * log(share) }
    let remainders =
      stirlingRemainder(n) - stirlingRemainder(k) - stirlingRemainder(others)
    return remainders - deviance(k, n * share) - deviance(others, n * rest)
      + 0.5 * (log(n / others) - log(2 * .pi * k))
  }

  /// ln Gamma(n + 1) - (n + 1/2) ln n + n - ln(2 pi) / 2, for n > 0.
  static func stirlingRemainder(_ n: Double) -> Double {
    guard n >= 16 else {
      return logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.918_938_533_204_672_741_780
    }
    let square = 1 / (n * n)
    let series =
      1.0 / 12 - square
      * (1.0 / 360 - square
        * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188 - square * 691 / 360_360))))
    return series / n
  }

  /// x ln(x / m) + m - x, without cancellation when x is near m.
  static func deviance(_ x: Double, _ m: Double) -> Double {
    let difference = x - m
    guard abs(difference) < 0.1 * (x + m) else { return x * log(x / m) - difference }
    let ratio = difference / (x + m)
    let square = ratio * ratio
    var sum = difference * ratio
    var term = 2 * x * ratio
    var odd = 3.0
    while true {
      term *= square
      let next = sum + term / odd
      if next == sum { return sum }
      sum = next
      odd += 2
    }
  }

  /// ln Gamma(x) for x > 0.
  static func logGamma(_ x: Double) -> Double { lgamma(x).0 }
}

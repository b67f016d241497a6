// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

@Suite struct LBFGSTests {
  /// Rosenbrock's valley in many dimensions; its minimum is at (1, ..., 1).
  @Test func findsTheEndOfTheValley() {
    let minimum = LBFGS(gradientTolerance: 1e-9).minimize(
      from: [Double](repeating: -1.2, count: 20)
    ) { point, gradient in
      var value = 0.0
      gradient = [Double](repeating: 0, count: point.count)
      for index in 0..<point.count - 1 {
        let (a, b) = (1 - point[index], point[index + 1] - point[index] * point[index])
        value += a * a + 100 * b * b
        gradient[index] += -2 * a - 400 * point[index] * b
        gradient[index + 1] += 200 * b
      }
      return value
    }
    #expect(minimum.ending == .converged)
    #expect(minimum.gradientNorm <= 1e-9)
    // The valley has a second, local minimum near x0 = -1 from 4 dimensions on.
    #expect(abs(minimum.point[19] - 1) < 1e-6)
  }

  /// A badly scaled quadratic, condition 1e8.
  @Test func solvesBadlyScaledQuadratics() {
    let minimum = LBFGS(gradientTolerance: 1e-8, maximumIterations: 2000).minimize(
      from: [Double](repeating: 1, count: 9)
    ) { point, gradient in
      var value = 0.0
      for index in point.indices {
        let weight = pow(10, Double(index) - 4)
        let distance = point[index] - Double(index)
        value += 0.5 * weight * distance * distance
        gradient[index] = weight * distance
      }
      return value
    }
    #expect(minimum.ending == .converged)
    for (index, x) in minimum.point.enumerated().dropFirst(3) {
      #expect(abs(x - Double(index)) < 1e-6)
    }
  }

  /// Starts that are minima, and functions that are nowhere finite.
  @Test func endsAtOnceWhereThereIsNothingToDo() {
    let there = LBFGS().minimize(from: [0]) { point, gradient in
      gradient[0] = 2 * point[0]
      return point[0] * point[0]
    }
    #expect(there.ending == .converged && there.iterations == 0)
    let nowhere = LBFGS().minimize(from: [0]) { _, _ in .nan }
    #expect(nowhere.ending == .notFinite)
  }

  /// Points where the function is infinite are stepped back from.
  @Test func staysWhereTheFunctionIsFinite() {
    let minimum = LBFGS(gradientTolerance: 1e-8).minimize(from: [1e-3]) { point, gradient in
      guard point[0] > 0 else { return .infinity }
      gradient[0] = 1 - 1 / point[0]
      return point[0] - log(point[0])
    }
    #expect(minimum.ending == .converged)
    #expect(abs(minimum.point[0] - 1) < 1e-7)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability
import Testing

@Suite struct CholeskyFactorTests {
  private let matrix: [Double] = [4, 2, -2, 2, 10, 2, -2, 2, 6]

  /// L of this matrix is (2; 1 3; -1 1 2), by hand.
  @Test func factorsByHand() throws {
    let factor = try CholeskyFactor(matrix, size: 3)
    #expect(factor.lower == [2, 0, 0, 1, 3, 0, -1, 1, 2])
    #expect(abs(factor.logDeterminant - log(144)) < 1e-14)
    #expect(factor.multiply([1, 2, 3]) == [2, 7, 7])
  }

  @Test func solves() throws {
    let factor = try CholeskyFactor(matrix, size: 3)
    let x = factor.solve([4, 14, 6])
    for (row, expected) in [4.0, 14, 6].enumerated() {
      let product = (0..<3).reduce(0.0) { $0 + matrix[row * 3 + $1] * x[$1] }
      #expect(abs(product - expected) < 1e-13)
    }
    #expect(factor.solveLower([2, 4, 2]) == [1, 1, 1])
  }

  @Test func refusesWhatIsNotPositiveDefinite() {
    #expect(throws: CholeskyFactor.NotPositiveDefinite.self) {
      try CholeskyFactor([1, 1, 1, 1], size: 2)
    }
    #expect(throws: CholeskyFactor.NotPositiveDefinite.self) {
      try CholeskyFactor([1, 2, 2, 1], size: 2)
    }
  }
}

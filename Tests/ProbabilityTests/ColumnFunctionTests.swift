// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels
import Glibc
import Testing

@Suite struct ColumnFunctionTests {
  /// At most two units in the last place from glibc, which is within one of the truth.
  private func check(
    _ values: [Double],
    _ kernel: (UnsafePointer<Double>, UnsafeMutablePointer<Double>, Int) -> Void,
    _ expected: (Double) -> Double
  ) {
    var out = values
    kernel(values, &out, values.count)
    for (value, result) in zip(values, out) {
      let exact = expected(value)
      let same = result == exact || (result.isNaN && exact.isNaN)
      #expect(same || abs(result - exact) <= 2 * exact.ulp, "at \(value): \(result), not \(exact)")
    }
  }

  private let ends: [Double] = [
    0, -0.0, .infinity, -.infinity, .nan, 1, -1, 709.78, 709.79, -708.5, -745.1, -745.2,
    .leastNonzeroMagnitude,
    2.3e-308, 1e308, -1e308,
  ]

  @Test func exponentials() {
    check(ends + (0..<20_000).map { -750 + Double($0) * 0.073_1 }, ck_exp, exp)
    check((0..<20_000).map { -1 + Double($0) * 0.000_1 }, ck_exp, exp)
  }

  @Test func logarithms() {
    check(ends + (0..<20_000).map { exp(-745 + Double($0) * 0.072_9) }, ck_log, log)
    check((0..<20_000).map { 0.5 + Double($0) * 0.000_1 }, ck_log, log)
  }

  @Test func logisticCurve() {
    func exact(_ x: Double) -> Double { x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)) }
    check(ends + (0..<20_000).map { -750 + Double($0) * 0.073_1 }, ck_expit, exact)
  }
}

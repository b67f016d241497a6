// SPDX-License-Identifier: GPL-3.0-or-later
import CColumnKernels

/// The natural logarithms of some values, by the kernel that predictions use.
///
/// - Parameter values: any numbers.
/// - Returns: their logarithms: NaN where missing or below 0, -infinity at 0.
func naturalLogarithms(_ values: [Double]) -> [Double] {
  [Double](unsafeUninitializedCapacity: values.count) { buffer, count in
    count = values.count
    ck_log(values, buffer.baseAddress, count)
  }
}

/// The natural logarithm, by the kernel that predictions use.
///
/// - Parameter value: a number above 0.
/// - Returns: its logarithm.
func naturalLogarithm(_ value: Double) -> Double {
  var result = 0.0
  withUnsafePointer(to: value) { ck_log($0, &result, 1) }
  return result
}

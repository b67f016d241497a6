// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The C library's logarithm and exponential, the witnesses of the tests.
enum UnitLogarithm {
  static func of(_ value: Double) -> Double { log(value) }
  static func exponential(_ value: Double) -> Double { exp(value) }
}

// SPDX-License-Identifier: GPL-3.0-or-later

extension DrawForm {
  /// The form of a law of counts: a table where it is small enough, else GSL's sampler.
  static func count(_ law: any Law) throws -> DrawForm {
    let reach = law.quantile(upperTail: 0x1p-54)
    return reach <= 1e6 ? .inversion(try InversionTable(law)) : .sampler
  }
}

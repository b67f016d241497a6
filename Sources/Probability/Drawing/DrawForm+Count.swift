// SPDX-License-Identifier: GPL-3.0-or-later

extension DrawForm {
  /// The form of a law of counts: a table where it is small enough, else GSL's sampler.
  static func count(_ law: any Law) throws -> DrawForm {
    law.quantile(upperTail: 1e-4) <= 60_000 ? .inversion(try InversionTable(law)) : .sampler
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import CGSL

/// The GNU Scientific Library that is linked.
public enum GSLLibrary {
  /// Its version, such as 2.7.1.
  public static var version: String { String(cString: cgsl_version()) }
}

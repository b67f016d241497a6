// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// Where the caller wants results to go.
enum OutputPlace {
  /// Refuses an option that is there and empty, which would stand for the root of all folders.
  ///
  /// - Parameters:
  ///   - path: the option's value.
  ///   - what: what it must name.
  /// - Throws: an error of usage.
  static func refuseEmpty(_ path: String?, _ what: String) throws {
    if path?.isEmpty == true {
      throw ValidationError("--out must name \(what), but is empty.")
    }
  }
}

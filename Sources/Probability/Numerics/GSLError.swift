// SPDX-License-Identifier: GPL-3.0-or-later
import CCounterRandom
import CGSL

/// An error that GSL reported.
public struct GSLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// GSL's error number.
  public let code: Int32
  /// What GSL said, such as "inverse failed to converge".
  public let reason: String

  /// The reason, with the source named.
  public var description: String { "GSL: \(reason)" }

  private static let installed: Void = ccr_errors_install()

  /// Replaces GSL's aborting handler by one that records; the first call of a process does it.
  package static func installHandler() { installed }

  /// Runs a computation of GSL and throws the error it reported on this thread, if any.
  ///
  /// GSL's samplers report almost nothing: check parameters before, and results for NaN after.
  ///
  /// - Parameter body: calls of GSL.
  /// - Returns: what `body` returned.
  /// - Throws: the last error reported while `body` ran.
  public static func checked<Value>(_ body: () -> Value) throws(GSLError) -> Value {
    installHandler()
    var reason: UnsafePointer<CChar>?
    _ = ccr_errors_take(&reason)
    let value = body()
    let code = ccr_errors_take(&reason)
    guard code != 0 else { return value }
    throw GSLError(code: code, reason: reason.map { String(cString: $0) } ?? "error \(code)")
  }
}

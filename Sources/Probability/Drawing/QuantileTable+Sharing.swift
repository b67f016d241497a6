// SPDX-License-Identifier: GPL-3.0-or-later
import Synchronization

extension QuantileTable {
  private struct Weak {
    weak var table: QuantileTable?
  }

  /// Tables in use, by the exact parameters of their laws.
  ///
  /// A table does not depend on who makes it first, so sharing changes no result.
  private static let tables = Mutex<[String: Weak]>([:])

  /// The table of a law, the same object for the same parameters as long as one is in use.
  ///
  /// - Parameter law: a continuous law.
  /// - Returns: its table.
  /// - Throws: `GSLError` when GSL cannot invert the law.
  public static func shared<Family: LawFamily>(_ law: Family) throws -> QuantileTable {
    let values = law.parameterNames.map { String(law.value(of: $0)?.bitPattern ?? 0, radix: 16) }
    let key = Family.id + " " + values.joined(separator: " ")
    if let table = tables.withLock({ $0[key]?.table }) { return table }
    let table = try QuantileTable(law)
    tables.withLock {
      if $0.count >= 256 { $0 = $0.filter { $0.value.table != nil } }
      $0[key] = Weak(table: table)
    }
    return table
  }
}

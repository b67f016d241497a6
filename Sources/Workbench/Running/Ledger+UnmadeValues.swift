// SPDX-License-Identifier: GPL-3.0-or-later
import Populations
import Results

extension Ledger {
  /// Values that were made otherwise than always possible, with how many could not be: each place
  /// once, in the ledger's order.
  var unmadeValues: [UnmadeValues] {
    (impossible.map { UnmadeValues(.impossibleDraws, $0.source, $0.rows, of: $0.of) }
      + notNumbers.map { UnmadeValues(.notNumbers, $0.source, $0.rows, of: $0.of) }
      + unfilled.map { UnmadeValues(.unfilled, $0.source, $0.rows, of: $0.of) })
      .filter { $0.total > 0 }
  }
}

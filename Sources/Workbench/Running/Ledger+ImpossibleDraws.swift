// SPDX-License-Identifier: GPL-3.0-or-later
import Populations

extension Ledger {
  /// Draws that could not be made, because a customer's values gave a law impossible parameters: one
  /// sentence for each quantity or feature, in the ledger's order.
  var impossibleDraws: [String] {
    impossible.filter { $0.rows > 0 }.map {
      "\($0.source): impossible parameters in \($0.rows) draws, whose values are missing"
    }
  }
}

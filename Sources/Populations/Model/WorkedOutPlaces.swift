// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// The places of a scenario whose values the world works out, in the order in which the ledger counts
/// those that are no numbers: quantities in their order, schemes in theirs, leaving.
struct WorkedOutPlaces: Sendable {
  /// Where each is declared: `world.QUANTITY`, `law.mean(QUANTITY)`, `segments.SCHEME.SEGMENT`,
  /// `segments.SCHEME` of a cut, `population.exit`.
  private(set) var names: [String]
  /// Where the first place of each scheme lies.
  private(set) var schemes: [Int] = []
  /// Where the chance of leaving lies.
  let exit: Int

  /// Lists the places.
  ///
  /// - Parameters:
  ///   - quantities: the quantities of the world.
  ///   - truths: the schemes of true segments.
  init(_ quantities: [Quantity], _ truths: [TrueScheme]) {
    names = quantities.map { quantity in
      if case .lawParameter = quantity.kind { return quantity.name }
      return "world." + quantity.name
    }
    for truth in truths {
      schemes.append(names.count)
      let place = "segments." + truth.scheme.name
      switch truth.kind {
      case .same: break
      case .cut: names.append(place)
      case .firstMatch(let conditions):
        names += truth.scheme.segments.prefix(conditions.count).map { place + "." + $0 }
      case .drawn: names += truth.scheme.segments.map { place + "." + $0 }
      }
    }
    exit = names.count
    names.append("population.exit")
  }
}

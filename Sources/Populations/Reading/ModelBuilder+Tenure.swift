// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import ScenarioLanguage

extension ModelBuilder {
  /// Gives the built-in tenure its law, if anything asked for it.
  ///
  /// The first book's tenure starts at the stationary law of steady entry and the declared hazard:
  /// the chance of having stayed k months, over the sum of all (renewal theory).
  ///
  /// - Parameter exit: the chance of leaving each month.
  func finishTenure(_ exit: CheckedExpression?) {
    guard let slot = tenureSlot else { return }
    let reader = book.hazard ?? book.reader
    // What is wrong with a hazard that could not be read has been told.
    if exit == nil, book.hazard != nil { return }
    guard let exit, exit.levelSlots.isEmpty, exit.numberSlots.allSatisfy({ $0 == slot }) else {
      reader.error(
        "the months on the books have a law of their own only where an exit hazard depends on "
          + "nothing else",
        advice: "declare a quantity 'tenure' in the world with 'at entry: 0', 'monthly: tenure + 1'"
      )
      return
    }
    var (survival, shares) = (1.0, [Double]())
    var numbers = [Double](repeating: 0, count: slot + 1)
    while survival > 1e-6, shares.count < 6000 {
      // Who leaves is decided on last month's tenure: an entrant's first chance is that of 0.
      numbers[slot] = Double(shares.count)
      shares.append(survival)
      survival *= 1 - min(1, max(0, exit.value(numbers: numbers, levels: [])))
    }
    guard survival <= 1e-6 else {
      reader.error(
        "customers stay too long for a stationary tenure: after 500 years "
          + "\((survival * 100).rounded().brief) % are left",
        advice: "declare a quantity 'tenure' in the world")
      return
    }
    let total = shares.reduce(0, +)
    do {
      let law = try CategoricalLaw(shares: shares.map { $0 / total })
      let node = TenureNode(
        law: law, drawer: try LevelledDrawer(laws: [law]), path: root.child("world").child("tenure")
      )
      quantities.insert(
        Quantity(
          name: "tenure", unit: "months", slot: slot, kind: .tenure(node), levelNames: [],
          isCount: true, parents: [], summary: "months on the books"), at: 0)
    } catch {
      reader.error("\(error)")
    }
  }
}

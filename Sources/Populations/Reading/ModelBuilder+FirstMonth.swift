// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

extension ModelBuilder {
  /// The laws of a number quantity over the first scored month's population.
  ///
  /// Nobody moves before that month, so that the declared shares of levels hold in it.
  ///
  /// - Parameter slot: the slot of a number quantity.
  /// - Returns: the laws with their shares; nothing for a quantity that is not drawn by a continuous
  ///   law, that changes from month to month or by a drift, or whose law varies by customer.
  func firstMonthLaws(of slot: Int) -> [(share: Double, law: any Law)]? {
    let quantity = quantities.first { $0.slot == slot && $0.levelNames.isEmpty }
    guard case .law(let node)? = quantity?.kind, node.monthly == nil else { return nil }
    let epoch = drift.epochs(0)
    if node.stateSlot != slot, node.overlays[epoch] != nil { return nil }
    let plan = node.plans[node.isEachMonth ? epoch : 0]
    guard let laws = plan.laws, !laws.contains(where: \.isDiscrete) else { return nil }
    guard let levels = plan.levelSlot else { return [(1, laws[0])] }
    guard let shares = quantities.declaredShares(ofLevels: levels) else { return nil }
    return zip(shares, laws).filter { $0.0 > 0 }.map { (share: $0.0, law: $0.1) }
  }
}

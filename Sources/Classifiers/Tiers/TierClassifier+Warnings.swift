// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

extension TierClassifier {
  /// An amnesty, or misses, that leave the rule nothing to do within the scored months.
  ///
  /// - Parameters:
  ///   - first: the first scored month.
  ///   - months: how many months are scored.
  /// - Returns: what is to be told.
  public func warnings(from first: Month, months: Int) -> [ClassifierWarning] {
    [amnestyWarning(from: first, months: months), waitWarning(from: first, months: months)]
      .compactMap(\.self)
  }

  /// An amnesty that lasts as long as the run, or lies beside it.
  private func amnestyWarning(from first: Month, months: Int) -> ClassifierWarning? {
    guard let amnesty = rule.calendar.amnesty else { return nil }
    let (places, last) = ([[Self.id, "amnesty"]], first + (months - 1))
    if amnesty.lowerBound <= first, amnesty.upperBound >= last {
      return ClassifierWarning(
        places, "the amnesty lasts for all months of the run, so nobody is moved down")
    }
    // Months of the warm-up count: what was decided in them is in force in the first scored ones.
    guard amnesty.lowerBound > last || amnesty.upperBound < first else { return nil }
    return ClassifierWarning(
      places, "the amnesty lies outside the run, which goes from \(first) to \(last)")
  }

  /// Misses that cannot come together between the first scored month and the last.
  private func waitWarning(from first: Month, months: Int) -> ClassifierWarning? {
    let base = rule.down.dropFirst()
    // In a single month nobody is moved anyhow.
    guard months > 1, let least = base.map(\.reviews).min(), let most = base.map(\.reviews).max(),
      rule.monthsUntilInForce(after: most, from: first) > months
    else { return nil }
    let lasts = rule.monthsUntilInForce(after: least, from: first) <= months
    return ClassifierWarning(
      [[Self.id, "down"], [Self.id, "exceptions"], [Self.id]],
      "who first misses in the run is not moved down \(lasts ? "from some tiers" : "from any tier") "
        + "before it ends: \(most == 1 ? "1 miss takes" : "\(most) misses take") "
        + "\(rule.monthsUntilInForce(after: most, from: first)) months with \(rule.calendar.lag) until they are "
        + "in force, and there are \(months)")
  }
}

extension TierRule {
  /// Months from the first of some misses until a move down is in force, at best.
  ///
  /// - Parameters:
  ///   - reviews: how many misses it takes.
  ///   - first: the month that may see the first of them.
  /// - Returns: months.
  fileprivate func monthsUntilInForce(after reviews: Int, from first: Month) -> Int {
    let most = 12 * reviews
    let needed = (0..<most).first { offset in
      (0...offset).count { calendar.reviews(in: first + $0) } == reviews
    }
    return (needed ?? most) + 1 + calendar.lag
  }
}

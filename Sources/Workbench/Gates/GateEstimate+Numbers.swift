// SPDX-License-Identifier: GPL-3.0-or-later

extension GateEstimate {
  /// Sets numbers beside what a gate requires.
  ///
  /// Groups of customers are left out one after another (the delete-a-group jackknife: Kott 2001),
  /// so that customers are the unit over all months, and a candidate and its baseline lose the same
  /// customers. With two or more replicates these are the unit, by Student's t.
  ///
  /// - Parameters:
  ///   - requirement: what is required.
  ///   - sign: 1 where less is better, -1 where more is.
  ///   - candidates: the candidate's number by replicate.
  ///   - baselines: the baseline's, none where the gate does not compare.
  ///   - isSame: whether the baseline is the same scenario, so that nothing can differ.
  ///   - customers: how many customers a month the number rests on.
  ///   - book: how many customers the first book has.
  init(
    _ requirement: Gate.Requirement, sign: Double, candidates: [GateNumber],
    baselines: [GateNumber], isSame: Bool, customers: Double, book: Int
  ) {
    let values = candidates.map(\.value)
    let others = baselines.map(\.value)
    func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
    let base = others.isEmpty ? nil : mean(others)
    value = mean(values)
    baseline = base
    count = candidates.map(\.count).reduce(0, +)
    let relative = requirement.relative(to: base ?? 0)
    limit = requirement.limit(base ?? 0, relative)
    func excess(_ value: Double, _ base: Double?) -> Double {
      requirement.excess(sign, value, base ?? 0, relative)
    }
    func shown(_ value: Double, _ base: Double?) -> Double { value - (base ?? 0) }
    self.excess = excess(value, base)
    (sampling, shownSampling, grain, freedom, varies, units) = (0, 0, 0, .infinity, nil, book)
    (replicates, self.customers) = (candidates.count, customers)
    let unseen = (candidates[0].reach ?? 0) / max(1, customers * Double(candidates.count))
    if isSame {
      (units, varies) = (candidates.count > 1 ? candidates.count : book, nil)
      freedom = Double(candidates.count > 1 ? candidates.count : CustomerGroups.count) - 1
    } else if candidates.count > 1 {
      let pairs = values.indices.map { (values[$0], others.isEmpty ? nil : others[$0]) }
      sampling = Self.errorOfMean(pairs.map { excess($0.0, $0.1) })
      shownSampling = Self.errorOfMean(pairs.map { shown($0.0, $0.1) })
      (freedom, varies, units) = (Double(values.count - 1), "replicates", values.count)
      grain = unseen
    } else if !candidates[0].without.isEmpty,
      baselines.allSatisfy({ $0.without.count == candidates[0].without.count })
    {
      let own = candidates[0].without
      let theirs: [Double?] = baselines.first.map { $0.without } ?? own.map { _ in nil }
      let pairs = Array(zip(own, theirs))
      sampling = Self.jackknife(pairs.map { excess($0.0, $0.1) })
      shownSampling = Self.jackknife(pairs.map { shown($0.0, $0.1) })
      // Chances differ between all customers: where they do, no more can hide in who was not seen.
      grain = candidates[0].isExpected && sampling > 0 ? 0 : unseen
      freedom = Double((candidates + baselines).map(\.groups).min() ?? 2) - 1
      varies = "customers"
    } else if let error = candidates[0].standardError {
      // Not counted customer by customer: as if both were independent, which is too wide.
      let other = baselines.first?.standardError ?? 0
      let scale = relative == nil ? 1 : 1 + (relative ?? 0)
      shownSampling = (error * error + other * other).squareRoot()
      sampling = (error * error + scale * scale * other * other).squareRoot()
      varies = "customers"
    }
    // What a change would do is not seen of what is now; a bound is judged by what is seen.
    plannedError =
      others.isEmpty
      ? nil : Self.planned(limit, candidates[0].reach, customers, values.count, book)
  }

  /// The least standard error of a change of twice the margin: those who change do so one way.
  private static func planned(
    _ margin: Double, _ reach: Double?, _ customers: Double, _ replicates: Int, _ book: Int
  ) -> Double? {
    guard let reach, reach > 0, customers > 0 else { return nil }
    let share = min(0.5, 2 * margin / reach)
    return reach * (share * (1 - share) / (customers * Double(replicates))).squareRoot()
  }

  private static func errorOfMean(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / (count - 1) / count).squareRoot()
  }

  private static func jackknife(_ numbers: [Double]) -> Double {
    let count = Double(numbers.count)
    let mean = numbers.reduce(0, +) / count
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return ((count - 1) / count * squares).squareRoot()
  }
}

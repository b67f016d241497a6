// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Probability

/// What a candidate is worth: its objective, also with each part of the customers left out, and its
/// conditions.
///
/// Leaving out one part at a time (the jackknife) gives the standard error of any smooth metric, and of the
/// difference of two candidates on the same customers, whose parts go together.
struct CandidateScore: Sendable {
  /// The objective; nothing where it is undefined.
  let objective: Double?
  /// The conditions' values.
  let constraints: [Double?]
  /// The objective's loss with each part left out; NaN where it is undefined.
  let leftOut: [Double]
  /// The share of customer-months to whom it gives no segment: they count in no error.
  let without: Double

  /// Measures what was counted.
  ///
  /// - Parameters:
  ///   - parts: the tallies of the parts that hold customers.
  ///   - tuning: what is measured.
  ///   - customers: how many customer-months the parts hold, as the tallies count them.
  init(_ parts: [ClassificationTally], _ tuning: TuningSpecification, of customers: Int) {
    let total = Self.sum(parts[...]) ?? ClassificationTally(segments: 1)
    objective = tuning.objective.value(of: total)
    constraints = tuning.constraints.map { $0.value(of: total) }
    without = Self.without(total.confusion, of: customers)
    let goal = tuning.objective
    leftOut = Self.without(parts, total).map { tally in
      goal.value(of: tally).map(goal.loss) ?? .nan
    }
  }

  /// The share of customer-months that a matrix lacks.
  static func without(_ matrix: ConfusionMatrix, of customers: Int) -> Double {
    customers > 0 ? max(0, 1 - Double(matrix.total) / Double(customers)) : 0
  }

  private static func sum(_ parts: ArraySlice<ClassificationTally>) -> ClassificationTally? {
    guard var total = parts.first else { return nil }
    for part in parts.dropFirst() { total += part }
    return total
  }

  /// The sum of all parts but one, for each.
  private static func without(
    _ parts: [ClassificationTally], _ total: ClassificationTally
  ) -> [ClassificationTally] {
    guard parts.count > 1 else { return [] }
    if total.holding == .counts {
      return parts.map { part in
        let left = zip(total.confusion.counts, part.confusion.counts).map { $0 - $1 }
        return ClassificationTally(
          confusion: ConfusionMatrix(segments: total.segments, counts: left))
      }
    }
    // Sums from either end, since not all tallies can be taken apart again.
    var after = [parts[parts.count - 1]]
    for part in parts.dropLast().reversed() {
      var sum = part
      if let last = after.last { sum += last }
      after.append(sum)
    }
    after.reverse()
    var before: ClassificationTally?
    return parts.indices.map { index in
      var left = before
      if index + 1 < parts.count {
        if left == nil { left = after[index + 1] } else { left? += after[index + 1] }
      }
      if before == nil { before = parts[index] } else { before? += parts[index] }
      return left ?? total
    }
  }

  /// The standard error of the objective.
  var standardError: Double? { Jackknife.standardError(leftOut) }

  /// How much more this candidate loses than another on the same customers.
  ///
  /// - Parameters:
  ///   - other: the other candidate.
  ///   - goal: which way is better.
  /// - Returns: the difference with its standard error and degrees of freedom; nothing where either is
  ///   undefined.
  func excess(over other: CandidateScore, _ goal: Criterion) -> PairedExcess? {
    guard let own = objective, let theirs = other.objective, leftOut.count == other.leftOut.count
    else { return nil }
    let differences = zip(leftOut, other.leftOut).map { $0 - $1 }
    guard let error = Jackknife.standardError(differences) else { return nil }
    return PairedExcess(
      value: goal.loss(own) - goal.loss(theirs), standardError: error,
      freedom: Double(differences.count - 1))
  }
}

/// How much more one candidate loses than another, on the same customers.
struct PairedExcess: Sendable {
  /// The difference of losses; above 0 where the other is better.
  let value: Double
  /// Its standard error.
  let standardError: Double
  /// The degrees of freedom of that.
  let freedom: Double

  /// Whether it is surely above 0.
  ///
  /// - Parameter chance: how often it may be called so at most although the two are equal.
  /// - Returns: whether it is surely above 0.
  func isSure(chance: Double) -> Bool {
    guard value > 0 else { return false }
    return value > StudentT.quantile(1 - chance, freedom: freedom) * standardError
  }

  /// Whether the two cannot be told apart: 0 lies within the interval of 95 %.
  var isIndistinguishable: Bool {
    value.magnitude <= StudentT.quantile(0.975, freedom: freedom) * standardError
  }
}

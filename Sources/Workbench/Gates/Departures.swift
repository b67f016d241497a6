// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation
import Probability
import Results

/// Finds where a baseline's own scenario does not give any more what it gave: the tool has changed.
///
/// Every number that a baseline holds is compared, as far as it was worked out again. Another processor may
/// round a number otherwise, in the last digits, and so move a customer or two: a change of less than one
/// customer in ten thousand, or of two customers, is passed over. Where no customer is counted in another
/// cell, numbers are the same within one part in a million, else within one in a thousand and what two
/// customers matter; so are those of drift and means over replicates, as bins and the customers of later
/// replicates are kept by no count.
struct Departures {
  private static let toleratedShare = 1e-4
  private static let toleratedCustomers = 2
  /// By which part a number may differ where no customer has moved.
  private static let rounding = 1e-6
  /// By which part it may where some have.
  private static let moving = 1e-3

  let baseline: Baseline
  /// The same scenario now, as far as it was run.
  let outcome: RunOutcome
  /// The numbers now of the baseline's gates that are about some customers only.
  let slices: [Measurement]

  /// What departs from the baseline.
  ///
  /// - Returns: a sentence for each classifier whose counts or learned numbers depart, and for each measurement.
  var sentences: [String] {
    let first = outcome.replicates[0]
    let now = BaselineMaking.counts(first.plan, first.tally)
    let names = first.plan.lanes.map(\.name)
    let moves = names.map { name in
      CountMoves(
        from: baseline.counts.filter { $0.classifier == name },
        to: now.filter { $0.classifier == name })
    }
    let slack = moves.allSatisfy { $0.customers == 0 } ? Self.rounding : Self.moving
    let counted = zip(names, moves).compactMap { name, moves -> String? in
      guard moves.customers > Self.toleratedCustomers,
        Double(moves.customers) > Self.toleratedShare * Double(moves.total)
      else { return nil }
      return "\(name): \(NumberText.grouped(moves.customers)) of "
        + "\(NumberText.grouped(moves.total)) customer-months are counted otherwise than when the "
        + "baseline was accepted"
    }
    return counted + names.compactMap { learned($0, slack) } + measured(slack)
  }

  /// What a classifier has learned that is another number now.
  private func learned(_ name: String, _ slack: Double) -> String? {
    let before = baseline.learned.filter { $0.classifier == name }
    let now = BaselineMaking.learned(outcome.replicates[0].plan).filter { $0.classifier == name }
    guard !before.isEmpty else { return nil }
    let isAlike =
      before.map(\.parameter) == now.map(\.parameter)
      && before.map(\.position) == now.map(\.position)
    guard isAlike else {
      return "\(name): it has learned or states \(now.count) numbers, but other ones, "
        + "\(before.count), when the baseline was accepted"
    }
    // The numbers of one name are of one kind: the greatest says what is small among them.
    var sizes: [String: Double] = [:]
    for row in before + now {
      sizes[row.parameter] = max(sizes[row.parameter] ?? 0, abs(row.value))
    }
    let moved = zip(before, now).map { old, new in
      (old: old, new: new, part: abs(new.value - old.value) / (sizes[old.parameter] ?? 1))
    }.filter { $0.part > slack }
    guard let most = moved.max(by: { $0.part < $1.part }) else { return nil }
    let others = moved.count == 1 ? "is another" : "are others"
    return
      "\(name): \(moved.count) of \(now.count) numbers that it has learned or states \(others), "
      + "most of all \(most.old.parameter) (\(most.old.position)): "
      + Departed.told(most.new.value, most.old.value)
  }

  /// Measurements that are other numbers now; of the months of one, that which departs most.
  private func measured(_ slack: Double) -> [String] {
    guard baseline.manifest.replicates == outcome.replicates.count else { return [] }
    var now: [MeasurementSubject: Measurement] = [:]
    for row in outcome.measurements.rows + slices { now[MeasurementSubject(row)] = row }
    struct Kind: Hashable {
      let name: String
      let isOfReplicate: Bool
    }
    var (order, found): ([Kind], [Kind: [Departed]]) = ([], [:])
    for old in baseline.measurements.rows {
      guard let new = now[MeasurementSubject(old)],
        let departed = Departed(old, new, tolerance(of: old, slack))
      else { continue }
      let kind = Kind(name: departed.name, isOfReplicate: old.replicate != nil)
      if found[kind] == nil { order.append(kind) }
      found[kind, default: []].append(departed)
    }
    return order.compactMap { kind in
      let all = found[kind] ?? []
      guard let worst = all.max(by: { $0.part < $1.part }) else { return nil }
      let place =
        worst.new.month.map { " in \($0)" } ?? worst.new.replicate.map { " in replicate \($0)" }
        ?? ""
      let others =
        all.count > 1
        ? " (so in \(all.count) \(worst.new.replicate == nil ? "months" : "replicates"))" : ""
      return kind.name + place + others + ": " + worst.told
    }
  }

  /// By how much a measurement and its interval may differ.
  private func tolerance(of row: Measurement, _ slack: Double) -> Departed.Tolerance {
    let replicates = outcome.replicates.count
    let drift = [MetricName.stabilityIndex, MetricName.kolmogorovSmirnov]
    let isUncounted =
      row.feature != nil || drift.contains(row.metric) || replicates > 1
      || row.estimator.contains(SliceMeasurements.mark)
    let part = isUncounted ? Self.moving : slack
    guard part > Self.rounding else { return Departed.Tolerance(part: part) }
    // A mean over replicates rests on all their customers, of whom two may move in each.
    let isMean = row.replicate == nil && replicates > 1
    let moved =
      Double(Self.toleratedCustomers * (isMean ? replicates : 1)) * unit(of: row)
      / Double(max(1, row.n ?? .max))
    guard isMean else { return Departed.Tolerance(part: part, moved: moved, movedEnd: moved) }
    // Moving by as much in each replicate moves the ends of Student's interval by so many times more.
    let freedom = Double(replicates - 1)
    let reach = StudentT.quantile(0.975, freedom: freedom) / freedom.squareRoot()
    return Departed.Tolerance(part: part, moved: moved, movedEnd: moved * (1 + reach))
  }

  /// How much one customer can matter, times the number of customers.
  private func unit(of row: Measurement) -> Double {
    guard MetricRegistry.metric(named: row.metric)?.needs.contains(.costs) == true,
      let costs = row.scheme.flatMap({ outcome.scenario.costs[$0]?.costs }),
      let least = costs.min(), let most = costs.max()
    else { return 1 }
    return max(1, most - least)
  }
}

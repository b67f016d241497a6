// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability
import ScenarioLanguage

/// The chance of staying on the books from month to month, where finitely many things decide it.
struct BookSurvival {
  /// What decides who leaves.
  private enum Kind {
    case nobody
    case levels([CheckedExpression])
    case tenure(first: [Double], entrants: [[Double]])
  }

  private let kind: Kind
  private let positions: [(slot: Int, position: Int)]
  private let codeCount: Int
  private let model: PopulationModel
  /// The months that each first-book customer can have been on the books at the start, with chances,
  /// among those who are still there; by scored month.
  let firstTenure: [[Double]]

  /// Works it out.
  ///
  /// - Parameters:
  ///   - model: the world.
  ///   - slots: the hidden levels' slots.
  /// - Throws: why finitely many things do not decide who leaves.
  init(_ model: PopulationModel, slots: [Int]) throws(Unavailable) {
    self.model = model
    positions = slots.enumerated().map { ($0.element, $0.offset) }
    codeCount = (slots.max() ?? -1) + 1
    let tenure = model.quantities.lazy.compactMap { quantity -> (Int, TenureNode)? in
      if case .tenure(let node) = quantity.kind { (quantity.slot, node) } else { nil }
    }.first
    let expressions = (model.exitHazards ?? []).map(\.program.expression)
    let numbers = Set(expressions.flatMap(\.numberSlots))
    if let (slot, node) = tenure, numbers.isSubset(of: [slot]),
      expressions.allSatisfy({ $0.levelSlots.isEmpty })
    {
      let run = TenureRun(model, slot, node, expressions)
      kind = .tenure(first: run.first, entrants: run.entrants)
      firstTenure = run.firstLaw
    } else if expressions.isEmpty || !Set(expressions.flatMap(\.levelSlots)).isSubset(of: slots) {
      // Levels that do not matter decide who leaves: among those who stay nothing changes.
      kind = .nobody
      firstTenure = []
    } else if numbers.isEmpty {
      kind = .levels(expressions)
      firstTenure = []
    } else {
      throw Unavailable("who leaves depends on numbers of the world")
    }
  }

  /// The chance of staying from the month before.
  func callAsFunction(_ state: HiddenState, _ month: Int) -> Double {
    switch kind {
    case .nobody: return 1
    case .tenure(let first, let entrants):
      return state.cohort == 0 ? first[month] : entrants[state.cohort][month]
    case .levels(let expressions):
      var codes = [UInt8](repeating: 0, count: codeCount)
      for (slot, position) in positions { codes[slot] = state.present[position] }
      let hazard = expressions[model.epochs(month)].value(numbers: [], levels: codes)
      return 1 - min(1, max(0, hazard))
    }
  }
}

/// The chances of staying where months on the books alone decide.
private struct TenureRun {
  var first: [Double] = [1]
  var firstLaw: [[Double]] = []
  var entrants: [[Double]]

  init(
    _ model: PopulationModel, _ slot: Int, _ node: TenureNode, _ hazards: [CheckedExpression]
  ) {
    func stays(_ tenure: Int, _ month: Int) -> Double {
      guard !hazards.isEmpty else { return 1 }
      var numbers = [Double](repeating: .nan, count: slot + 1)
      numbers[slot] = Double(tenure)
      let hazard = hazards[model.epochs(month)].value(numbers: numbers, levels: [])
      return 1 - min(1, max(0, hazard))
    }
    var law = node.law.shares
    firstLaw.append(law)
    for month in 1..<max(1, model.months) {
      // Who leaves before a month is decided on last month's tenure.
      let left = law.indices.map { law[$0] * stays($0 + month - 1, month) }
      let total = left.reduce(0, +)
      first.append(total)
      law = left.map { total > 0 ? $0 / total : 0 }
      firstLaw.append(law)
    }
    entrants = (0..<max(1, model.months)).map { cohort in
      (0..<max(1, model.months)).map { month in
        month > cohort ? stays(month - 1 - cohort, month) : 1
      }
    }
  }
}

/// Why a posterior has no exact form.
public struct Unavailable: Error, Sendable, Equatable {
  /// The reason, as the end of a sentence.
  public let reason: String

  /// Makes a reason.
  ///
  /// - Parameter reason: the reason, as the end of a sentence.
  public init(_ reason: String) { self.reason = reason }
}

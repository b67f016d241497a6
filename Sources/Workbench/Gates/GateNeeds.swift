// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Populations

/// What has to be worked out of a scenario for some gates, so that nothing else is.
struct GateNeeds: Sendable, Equatable {
  /// The classifiers.
  var classifiers: Set<String> = []
  /// The scored months in which the best rules that see the same are needed, by classifier.
  var floors: [String: Set<Int>] = [:]
  /// The scored months in which errors must be traced to their causes, by classifier.
  var budget: [String: Set<Int>] = [:]
  /// Whether shares and the drift of features are needed.
  var drift = false
  /// The scored months in which features are counted by group of customers, by feature.
  var features: [String: Set<Int>] = [:]
  /// Slices of the customers that are counted apart, by classifier.
  var slices: [String: [CustomerSlice]] = [:]

  /// What some gates need.
  ///
  /// - Parameters:
  ///   - gates: the gates.
  ///   - scenario: the scenario that they are of.
  init(_ gates: [Gate], of scenario: Scenario) {
    for gate in gates {
      let months = gate.over.months(of: scenario.population.months)
      if let classifier = gate.classifier {
        classifiers.insert(classifier)
        if let slice = gate.slice, slices[classifier]?.contains(slice) != true {
          slices[classifier, default: []].append(slice)
        }
      }
      switch gate.metric.source {
      case .tallies: break
      case .floors: need(months, of: gate.classifier)
      case .budget:
        let traced = months.intersection(scenario.budget.months)
        if let classifier = gate.classifier {
          budget[classifier, default: []].formUnion(traced)
        }
        need(traced, of: gate.classifier)
      case .drift:
        drift = true
        if let feature = gate.feature { features[feature, default: []].formUnion(months) }
      }
    }
  }

  /// What a baseline of a scenario holds numbers of: what its gates need, and the expected errors of the
  /// last month; of all classifiers where it has no gates.
  ///
  /// - Parameter scenario: the scenario.
  init(keptBy scenario: Scenario) {
    self.init(scenario.gates.gates, of: scenario)
    if classifiers.isEmpty { classifiers = Set(scenario.classifiers.map(\.name)) }
    for classifier in classifiers { need([scenario.population.months - 1], of: classifier) }
  }

  /// What some classifiers need whose estimates are set side by side.
  init(classifiers: [String]) { self.classifiers = Set(classifiers) }

  /// What these need and others.
  func union(_ other: GateNeeds) -> GateNeeds {
    var both = self
    both.classifiers.formUnion(other.classifiers)
    both.floors.merge(other.floors) { $0.union($1) }
    both.budget.merge(other.budget) { $0.union($1) }
    both.slices.merge(other.slices) { own, others in own + others.filter { !own.contains($0) } }
    both.drift = drift || other.drift
    both.features.merge(other.features) { $0.union($1) }
    return both
  }

  private mutating func need(_ months: Set<Int>, of classifier: String?) {
    if let classifier { floors[classifier, default: []].formUnion(months) }
  }
}

extension Gate.Period {
  /// The scored months that it needs.
  ///
  /// - Parameter count: how many months are scored.
  /// - Returns: the months, counted from the first scored one.
  func months(of count: Int) -> Set<Int> {
    self == .lastMonth ? [count - 1] : Set(0..<count)
  }
}

extension Scenario {
  /// The scenario with only that which is needed; its customers stay as they are, and so does what its
  /// classifiers learn.
  func limited(to needs: GateNeeds) -> Scenario {
    var limited = self
    limited.classifiers = classifiers.filter { needs.classifiers.contains($0.name) }
    limited.floor.whatIfs = []
    if needs.floors.isEmpty {
      limited.floor = FloorSpecification(customers: 0)
    } else {
      limited.floor.asked = needs.floors
    }
    limited.budget = budget.limited(to: needs.budget, of: self)
    return limited
  }
}

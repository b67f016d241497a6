// SPDX-License-Identifier: GPL-3.0-or-later
import Classifiers
import Populations

/// What has to be worked out of a scenario for some gates, so that nothing else is.
struct GateNeeds: Sendable, Equatable {
  /// The classifiers.
  var classifiers: Set<String> = []
  /// Whether the best rules that see the same are needed.
  var floors = false
  /// Whether errors must be traced to their causes.
  var budget = false
  /// Whether shares and the drift of features are needed.
  var drift = false
  /// Slices of the customers that are counted apart, by classifier.
  var slices: [String: [CustomerSlice]] = [:]

  /// What some gates need.
  init(_ gates: [Gate]) {
    for gate in gates {
      if let classifier = gate.classifier { classifiers.insert(classifier) }
      if let classifier = gate.classifier, let slice = gate.slice,
        slices[classifier]?.contains(slice) != true
      {
        slices[classifier, default: []].append(slice)
      }
      switch gate.metric.source {
      case .tallies: break
      case .floors: floors = true
      case .budget: (floors, budget) = (true, true)
      case .drift: drift = true
      }
    }
  }

  /// What some classifiers need whose estimates are set side by side.
  init(classifiers: [String]) { self.classifiers = Set(classifiers) }
}

extension Scenario {
  /// The scenario with only that which is needed; its customers stay as they are, and so does what its
  /// classifiers learn.
  func limited(to needs: GateNeeds) -> Scenario {
    var limited = self
    limited.classifiers = classifiers.filter { needs.classifiers.contains($0.name) }
    if !needs.floors { limited.floor = FloorSpecification(customers: 0) }
    if !needs.budget { limited.budget = .none }
    return limited
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Counts of single months, drawn given a number, of which windows show a sum or mean and a maximum.
struct WindowedCounts: Sendable {
  /// One window.
  struct Window: Sendable {
    /// What is seen of it after the window.
    let feature: FeatureReading
    /// How many months it holds at most.
    let months: Int
    /// Whether the sum is divided by the number of months.
    let isMean: Bool
  }

  /// How a month's count is drawn.
  let plan: DrawPlan
  /// The slot of the number it is given.
  let givenSlot: Int
  /// The window whose sum or mean is seen.
  let sum: Window?
  /// The window whose greatest month is seen.
  let greatest: Window?

  /// Reads the windows.
  ///
  /// - Parameters:
  ///   - quantity: the counts.
  ///   - node: how they are drawn.
  ///   - slot: the slot of the number they are given.
  ///   - columns: the columns that show them.
  ///   - survey: the world and the view.
  /// - Throws: why they cannot be read backwards.
  init(
    _ quantity: Quantity, _ node: LawNode, givenSlot slot: Int, _ columns: [Int],
    _ survey: WorldSurvey
  ) throws(Unavailable) {
    let (name, model) = (quantity.name, survey.model)
    let plan = node.plans[0]
    guard node.isEachMonth, node.monthly == nil, node.overlays.allSatisfy({ $0 == nil }),
      !model.isLawByEpoch(name), plan.numberSlots == [slot], plan.levelSlots.isEmpty,
      case .byRow(_, _, let template) = plan, template.isCount
    else { throw Unavailable("'\(name)' are no counts of each month given one number alone") }
    var (sum, greatest): (Window?, Window?) = (nil, nil)
    for column in columns {
      let feature = model.view.features[column]
      var (statistic, months) = (WindowStatistic.sum, 1)
      var rest = feature.steps
      if let window = rest.first?.step as? any WindowViewStep {
        (statistic, months) = (type(of: window).statistic, window.memory.slots.count)
        rest.removeFirst()
      }
      guard rest.allSatisfy({ $0.step is MissingStep }) else {
        throw Unavailable("feature '\(feature.name)' changes what a window of months shows")
      }
      let after = ViewModel.Feature(
        name: feature.name, slot: feature.slot, source: feature.source, steps: rest,
        mayBeMissing: feature.mayBeMissing, parents: feature.parents)
      let window = Window(
        feature: try FeatureReading(
          after, column: column, survey.readingContext(feature), isConstant: true),
        months: months, isMean: statistic == .mean)
      switch statistic {
      case .sum where sum == nil, .mean where sum == nil: sum = window
      case .max where greatest == nil: greatest = window
      default:
        throw Unavailable(
          "feature '\(feature.name)' is the \(statistic.rawValue) of \(months) months of '\(name)'")
      }
    }
    if let sum, let greatest, sum.months > greatest.months {
      throw Unavailable("the sum of '\(name)' goes back farther than its maximum")
    }
    (self.plan, givenSlot, self.sum, self.greatest) = (plan, slot, sum, greatest)
  }

  /// The columns of the windows, that of the sum first.
  var columns: [Int] { [sum, greatest].compactMap { $0?.feature.column } }
  /// The months of the longest window.
  var months: Int { max(sum?.months ?? 0, greatest?.months ?? 0) }

  /// The law of a month's count.
  ///
  /// - Parameter value: the number it is given.
  /// - Returns: the law; nothing when it is impossible.
  func law(given value: Double) -> (any Law)? {
    var numbers = [Double](repeating: .nan, count: givenSlot + 1)
    numbers[givenSlot] = value
    return plan.law(numbers: numbers, levels: [])
  }
}

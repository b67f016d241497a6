// SPDX-License-Identifier: GPL-3.0-or-later
import Evaluation

/// How many drawn customers lie at each point, and what they count for.
struct LintWeights: Sendable {
  private var customers: [Int]
  private var sums: [Double]
  private var total = 0
  private var sum = 0.0
  private let name: String?

  /// Starts without customers.
  ///
  /// - Parameters:
  ///   - points: how many points there are.
  ///   - name: what customers are weighted by; nothing when all count the same.
  init(points: Int, name: String?) {
    customers = Array(repeating: 0, count: points)
    sums = name == nil ? [] : customers.map { _ in 0 }
    self.name = name
  }

  /// Adds a customer.
  mutating func add(_ point: Int, weight: Double?) {
    customers[point] += 1
    total += 1
    guard !sums.isEmpty, let weight, weight.isFinite, weight > 0 else { return }
    sums[point] += weight
    sum += weight
  }

  /// The customers at some points.
  func share(_ set: PointSet) -> LintShare {
    var (count, weight) = (0, 0.0)
    set.visitAll { point in
      count += customers[point]
      if !sums.isEmpty { weight += sums[point] }
    }
    let interval = Interval.wilson(successes: count, of: total, confidence: 0.95)
    return LintShare(
      customers: count, of: total, interval: interval,
      weight: name != nil && sum > 0 ? weight / sum : nil, weightName: name)
  }
}

/// How many of the drawn customers a finding concerns.
public struct LintShare: Sendable {
  /// How many.
  public let customers: Int
  /// Of how many drawn.
  public let of: Int
  /// Wilson's interval of their share at 95 %.
  public let interval: Interval?
  /// Their share of what customers are weighted by; nothing when they are not.
  public let weight: Double?
  /// What customers are weighted by.
  public let weightName: String?

  /// As a person reads it: `0.71 % of customers (0.66–0.76) with 11 % of aum`.
  var text: String {
    guard customers > 0, let interval else {
      return "none of \(TextColumns.grouped(of)) drawn customers"
    }
    guard customers < of else { return "all drawn customers" }
    let share = Double(customers) / Double(of)
    let half = 50 * (interval.high - interval.low)
    var (decimals, size) = (0, half)
    while size < 0.95, decimals < 5 { (decimals, size) = (decimals + 1, size * 10) }
    func percent(_ value: Double) -> String { TextColumns.fixed(value * 100, decimals: decimals) }
    var text =
      "\(percent(share)) % of customers (\(percent(interval.low))–\(percent(interval.high)))"
    if let weight, let weightName { text += " with \(Self.rough(weight)) % of \(weightName)" }
    return text
  }

  /// A share in per cent to two digits.
  private static func rough(_ share: Double) -> String {
    let percent = share * 100
    if percent == 0 { return "0" }
    var (decimals, size) = (0, percent)
    while size < 9.5, decimals < 4 { (decimals, size) = (decimals + 1, size * 10) }
    return TextColumns.fixed(percent, decimals: min(decimals, 4))
  }
}

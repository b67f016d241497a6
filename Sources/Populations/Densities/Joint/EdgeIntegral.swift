// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Probability

/// The expected chances of segments under rules that compare sums and products of several numbers.
///
/// Number after number is gone through: single values one by one, a density on pieces between which an
/// edge passes a corner of what the numbers left may be, so that the integrand is smooth on each;
/// the last number's share between edges is known. Where the edges leave no doubt nothing is gone
/// through any more.
struct EdgeIntegral {
  private let rule: EdgeRule
  private let numbers: [NumberPosterior]
  /// By position the values at which a density begins, ends or is put together, or the single values.
  private let corners: [[Double]]
  private let gauss: GaussLegendre
  /// By number, the edges' factors over the numbers from it on.
  private var factors: [[Double]]
  private var signs: [[Double]]
  private(set) var chances: [Double]
  private static let mostCorners = 64

  /// Prepares the sum.
  ///
  /// - Parameters:
  ///   - rule: the rule; its numbers in the order in which they are gone through.
  ///   - numbers: their laws given what is seen, by position.
  ///   - segments: how many segments there are.
  init(_ rule: EdgeRule, _ numbers: [NumberPosterior], segments: Int) {
    (self.rule, self.numbers) = (rule, numbers)
    corners = numbers.map(\.corners)
    let degrees = numbers.map { $0.scale.isPlain ? $0.degree : LegendrePanel.points }
    let degree = degrees.reduce(0, +) + numbers.count
    gauss = rule.isLinear && degree <= 7 ? .four : .twelve
    factors = (0...numbers.count).map { depth in
      Array(repeating: 0, count: rule.edges.count << (numbers.count - depth))
    }
    factors[0] = rule.edges.flatMap { $0 }
    signs = Array(
      repeating: Array(repeating: .nan, count: rule.edges.count), count: numbers.count + 1)
    chances = Array(repeating: 0, count: segments)
  }

  /// The chances.
  mutating func expected() -> [Double] {
    descend(0, 1)
    return chances
  }

  private mutating func descend(_ depth: Int, _ weight: Double) {
    guard weight != 0 else { return }
    for edge in signs[depth].indices { signs[depth][edge] = sign(edge, depth) }
    if let segment = rule.segment({ signs[depth][$0] }) {
      chances[segment] += weight
      return
    }
    guard depth < numbers.count else { return }
    let number = numbers[depth]
    for atom in number.atoms {
      fix(depth, atom.value)
      descend(depth + 1, weight * atom.share)
    }
    guard !number.panels.isEmpty else { return }
    let places = places(depth)
    if depth == numbers.count - 1 {
      for (from, to) in zip(places, places.dropFirst()) where from < to {
        fix(depth, number.scale.value(from + (to - from) / 2))
        for edge in signs[depth + 1].indices { signs[depth + 1][edge] = factors[depth + 1][edge] }
        if let segment = rule.segment({ signs[depth + 1][$0] }) {
          chances[segment] += weight * number.share(from: from, to: to)
        }
      }
      return
    }
    for panel in number.panels {
      for (from, to) in zip(places, places.dropFirst())
      where from < to && from >= panel.from && to <= panel.to {
        gauss.visit(from: from, to: to, panels: 1) { place, part in
          let density = panel.value(at: place)
          guard density > 0 else { return }
          fix(depth, number.scale.value(place))
          descend(depth + 1, weight * part * density)
        }
      }
    }
  }

  /// The edges once one more number is known.
  private mutating func fix(_ depth: Int, _ value: Double) {
    let width = 1 << (numbers.count - depth)
    for edge in rule.edges.indices {
      for bits in 0..<width / 2 {
        let place = edge * width + 2 * bits
        factors[depth + 1][edge * width / 2 + bits] =
          factors[depth][place] + value * factors[depth][place + 1]
      }
    }
  }

  /// The value of an edge's sum at a corner of the numbers from a depth on.
  private func value(_ start: Int, _ depth: Int, _ corner: (Int) -> Double) -> Double {
    var sum = 0.0
    let width = 1 << (numbers.count - depth)
    for bits in 0..<width {
      let factor = factors[depth][start + bits]
      guard factor != 0 else { continue }
      var product = factor
      for position in 0..<numbers.count - depth where bits >> position & 1 == 1 {
        product *= corner(depth + position)
      }
      sum += product
    }
    return sum
  }

  /// The sign of an edge's sum wherever the numbers from a depth on may lie; NaN where it differs.
  private func sign(_ edge: Int, _ depth: Int) -> Double {
    let left = numbers.count - depth
    let start = edge << left
    guard left > 0 else { return factors[depth][edge] }
    var (least, most) = (Double.infinity, -Double.infinity)
    for choice in 0..<1 << left {
      let found = value(start, depth) { position in
        choice >> (position - depth) & 1 == 1
          ? corners[position][corners[position].count - 1] : corners[position][0]
      }
      (least, most) = (min(least, found), max(most, found))
    }
    // A sum that only touches 0 is at it with no share of a density.
    return least > 0 ? 1 : most < 0 ? -1 : least == 0 && most == 0 ? 0 : .nan
  }

  /// Where the pieces of a number begin and end: its own panels, and places at which an edge passes a
  /// corner of the numbers after it.
  private func places(_ depth: Int) -> [Double] {
    let number = numbers[depth]
    let (first, last) = (number.panels[0].from, number.panels[number.panels.count - 1].to)
    var found = number.panels.flatMap { [$0.from, $0.to] }
    let later = depth + 1..<numbers.count
    let all = later.reduce(1) { $0 * corners[$1].count }
    let isAll = all <= Self.mostCorners
    let choices = isAll ? all : 1 << later.count
    for edge in rule.edges.indices where signs[depth][edge].isNaN {
      let start = edge << (numbers.count - depth)
      for choice in 0..<choices {
        var (rest, values) = (choice, InlineArray<8, Double>(repeating: 0))
        for position in later {
          let own = corners[position]
          values[position] =
            isAll ? own[rest % own.count] : rest & 1 == 1 ? own[own.count - 1] : own[0]
          rest /= isAll ? own.count : 2
        }
        let at0 = value(start, depth) { $0 == depth ? 0 : values[$0] }
        let at1 = value(start, depth) { $0 == depth ? 1 : values[$0] }
        let place = number.scale.place(-at0 / (at1 - at0))
        if place > first && place < last { found.append(place) }
      }
    }
    return found.sorted()
  }
}

extension NumberPosterior {
  /// The values where it begins and ends and at which its panels meet, or its single values.
  fileprivate var corners: [Double] {
    guard panels.isEmpty else {
      return Set(panels.flatMap { [$0.from, $0.to] }).sorted().map(scale.value)
    }
    return atoms.map(\.value)
  }

  /// The greatest degree of its panels' polynomials.
  fileprivate var degree: Int { panels.map(\.degree).max() ?? 0 }
}

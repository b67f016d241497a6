// SPDX-License-Identifier: GPL-3.0-or-later
import Customers

/// Who was simulated, in sentences that terminal and Markdown share.
struct PopulationText {
  private let population: PopulationSummary

  init(_ population: PopulationSummary) { self.population = population }

  /// The sentences, perhaps none.
  var lines: [String] {
    guard let first = population.months.first, let last = population.months.last else { return [] }
    var lines = ["\(count(population.customers.first)) customers in \(first)"]
    if first != last {
      lines[0] += ", \(count(population.customers.last)) in \(last)"
      lines[0] += " (\(population.months.count) months"
      lines[0] += ", \(Rounded.fixed(population.customerMonths, decimals: 0)) customer-months)"
    }
    let flows = [("entered", population.entrants), ("left", population.exits)]
      .compactMap { word, number in number.map { Rounded.fixed($0, decimals: 0) + " " + word } }
    if !flows.isEmpty { lines.append(flows.joined(separator: ", ")) }
    return lines
  }

  private func count(_ number: Double??) -> String {
    guard let number = number ?? nil else { return Rounded.undefined }
    return Rounded.fixed(number, decimals: 0)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Customers
import Foundation
import Populations

/// Stored customers of a world in References/posteriors, with the posteriors that brute force gives
/// them (References/posteriors.py).
struct StoredCustomers {
  /// The posteriors of one scheme given some features.
  struct Sight {
    /// The scheme.
    let scheme: String
    /// The features that are seen.
    let features: [String]
    /// For every segment a chance by customer.
    var chances: [[Double]]
  }

  /// The world, with the values that imputations put in.
  let model: PopulationModel
  /// The seen values by column of the view; NaN where one is missing.
  let seen: [[Double]]
  /// What is known of them.
  private(set) var sights: [Sight] = []

  /// Reads a world with its customers.
  init(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../References/posteriors")
    func text(_ file: String) throws -> String {
      try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    }
    func table(_ file: String) throws -> (names: [String], columns: [[String]]) {
      let rows = try text(file).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      return (rows[0], rows[0].indices.map { column in rows.dropFirst().map { $0[column] } })
    }
    let world = try text(name + ".yaml")
    let start = world.range(of: "\npopulation:")?.lowerBound ?? world.startIndex
    var model = try WrittenWorld.model(String(world[start...]))
    let (names, columns) = try table(name + ".csv")
    let levels = model.schema.features.map { feature in
      if case .levels(let names) = feature.kind { names } else { [String]() }
    }
    let seen = zip(levels, columns).map { levels, texts in
      texts.map { text in
        Double(text) ?? levels.firstIndex(of: text).map(Double.init) ?? .nan
      }
    }
    self.seen = seen
    // What is filled in is the one value that many share.
    model.imputedValues = model.imputedValues.map { _ in
      let filled = names.firstIndex(of: "digital").map { seen[$0] } ?? []
      return Dictionary(filled.map { ($0, 1) }, uniquingKeysWith: +).max { $0.value < $1.value }?
        .key ?? .nan
    }
    self.model = model
    let (titles, chances) = try table(name + "-posteriors.csv")
    for (title, column) in zip(titles, chances) {
      let parts = title.split(separator: "/").map(String.init)
      let features = parts[1].split(separator: "+").map(String.init)
      if sights.last?.scheme != parts[0] || sights.last?.features != features {
        sights.append(Sight(scheme: parts[0], features: features, chances: []))
      }
      sights[sights.count - 1].chances.append(column.map { Double($0) ?? .nan })
    }
  }
}

extension StoredCustomers {
  /// The posteriors that the model finds.
  ///
  /// - Parameters:
  ///   - sight: a scheme with the features that are seen.
  ///   - month: the scored month.
  /// - Returns: a chance for each segment by customer.
  /// - Throws: why there is none.
  func posteriors(_ sight: Sight, month: Int) throws -> [[Double]] {
    let columns = sight.features.compactMap { model.schema.names.firstIndex(of: $0) }
    return try PosteriorCheck.posteriors(
      model, scheme: sight.scheme, month: month, columns: columns, seen: columns.map { seen[$0] })
  }

  /// The greatest distance of each customer's chances from those of brute force.
  static func distances(_ found: [[Double]], _ sight: Sight) -> [Double] {
    found.enumerated().map { row, posterior in
      posterior.enumerated().reduce(0) { max($0, abs($1.element - sight.chances[$1.offset][row])) }
    }
  }
}

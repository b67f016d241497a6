// SPDX-License-Identifier: GPL-3.0-or-later
import Columns
import Probability

/// One node of the world's graph: a named quantity that every customer has.
struct Quantity: Sendable {
  /// How its values come about.
  enum Kind: Sendable {
    /// A level that is drawn, and may move.
    case levels(LevelsNode)
    /// A number that is drawn by a law.
    case law(LawNode)
    /// A number that is worked out from others.
    case derived([ColumnProgram])
    /// A parameter of another quantity's present law.
    case lawParameter([ColumnProgram])
    /// The months a customer has been on the books.
    case tenure(TenureNode)
  }

  /// The name in the scenario.
  let name: String
  /// The unit in the scenario.
  let unit: String?
  /// The slot of the values: of levels or of numbers.
  let slot: Int
  /// How its values come about.
  var kind: Kind
  /// Level names, when it is a level.
  let levelNames: [String]
  /// Whether values are whole numbers from 0.
  let isCount: Bool
  /// The quantities it is made from, by name, for the graph.
  let parents: [String]
  /// What it is, in words, for the graph.
  let summary: String
}

/// How a level quantity is drawn and moves.
struct LevelsNode: Sendable {
  /// The laws of the level, one or one for each level of `givenSlot`.
  let drawer: LevelledDrawer
  /// The shares behind the drawer, by level of `givenSlot` and own level.
  let shares: [[Double]]
  /// The level quantity it depends on.
  let givenSlot: Int?
  /// The path of its cells.
  let path: SeedPath
  /// Shares of entrants, when the population's entry says so.
  var entrants: LevelledDrawer?
  /// The shares behind it, by own level.
  var entrantShares: [Double]?
  /// Exact counts for the first book, when the population is drawn by quota.
  var quota: Quota?
  /// Moves by epoch; empty when the level never moves.
  let moves: [MoveTable]
  /// The number of its list of moved rows, when it moves or follows another level's moves.
  let mover: Int?
  /// What happens to it when the quantity it depends on moves.
  let afterMove: AfterMove
  /// The lists of moved rows that concern it.
  let movers: [Int]
}

/// Months on the books: drawn for the first book, 0 at entry, then counted.
struct TenureNode: Sendable {
  /// The stationary law of the first book.
  let law: CategoricalLaw
  /// How it is drawn.
  let drawer: LevelledDrawer
  /// The path of its cells.
  let path: SeedPath
}

/// What a move of the persona does to a quantity that depends on it.
enum AfterMove: Sendable, Equatable {
  /// Nothing.
  case keep
  /// It is drawn anew from its law at the new level.
  case redraw
  /// It goes over to the new law's place, half of the way in so many months.
  case toward(halfLife: Double)
}

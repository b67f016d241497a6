// SPDX-License-Identifier: GPL-3.0-or-later

/// What is seen of a window.
enum WindowSight {
  /// Nothing, which has this chance.
  case unseen(Double)
  /// A value, with the chance that it is shown.
  case value(Double, Double)

  /// Reads a seen value backwards.
  init(_ window: WindowedCounts.Window, _ seen: Double) {
    let pieces = SeenPiece.counting(window.feature.pieces(seen), isDiscrete: true)
    self = .unseen(0)
    for piece in pieces {
      switch piece.values {
      case .missing: continue
      case .point(let value): self = .value(value, piece.weight)
      case .interval: self = .unseen(piece.weight)
      }
    }
  }

  /// The chance of the showing.
  var chance: Double {
    switch self {
    case .unseen(let chance), .value(_, let chance): chance
    }
  }

  /// The value; nothing where none is seen.
  var value: Double? { if case .value(let value, _) = self { value } else { nil } }
}

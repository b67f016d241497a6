// SPDX-License-Identifier: GPL-3.0-or-later

/// The mark of a point in a picture; its shape tells what its colour tells, for who sees no colours.
enum PictureMarker: CaseIterable {
  case circle
  case square
  case triangle
  case inverted
  case pentagon
  case diamond

  /// The shapes of curves; the diamond stands alone.
  static let ofCurves: [PictureMarker] = [.circle, .square, .triangle, .inverted, .pentagon]

  /// The mark as an element of a picture.
  ///
  /// - Parameters:
  ///   - x: its centre, from the left.
  ///   - y: its centre, from the top.
  ///   - colour: of its line, and of its field where it is full.
  ///   - isFull: whether its field has the colour, or is white.
  /// - Returns: the element.
  func svg(_ x: Double, _ y: Double, _ colour: String, isFull: Bool) -> String {
    let style = "stroke=\"\(colour)\" fill=\"\(isFull ? colour : "#fff")\""
    guard let corners else {
      return "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"4.5\" \(style)/>"
    }
    let places = corners.map { "\(Self.number(x + $0.0)),\(Self.number(y + $0.1))" }
    return "<polygon points=\"\(places.joined(separator: " "))\" \(style)/>"
  }

  /// The corners about the centre; nothing for the circle.
  private var corners: [(Double, Double)]? {
    switch self {
    case .circle: nil
    case .square: [(-4, -4), (4, -4), (4, 4), (-4, 4)]
    case .triangle: [(0, -5.5), (5.2, 3.8), (-5.2, 3.8)]
    case .inverted: [(0, 5.5), (5.2, -3.8), (-5.2, -3.8)]
    case .pentagon: [(0, -5.2), (4.9, -1.6), (3.1, 4.2), (-3.1, 4.2), (-4.9, -1.6)]
    case .diamond: [(0, -6), (6, 0), (0, 6), (-6, 0)]
    }
  }

  private static func number(_ value: Double) -> String { Rounded.fixed(value, decimals: 1) }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// What is seen of one group, read backwards to its channels and its number: the same for every
/// kind of customer.
struct SeenEvidence {
  /// Where the number may lie.
  let places: [SeenPiece]
  /// What each channel has passed on; nothing where it is missing and so tells nothing.
  let passed: [[SeenPiece]?]

  /// Reads seen values backwards.
  ///
  /// - Parameters:
  ///   - group: the group.
  ///   - isDiscrete: whether its number lies on separate values.
  ///   - values: the seen values by column.
  init(_ group: SeenGroup, isDiscrete: Bool, _ values: (Int) -> Double) {
    var places = [SeenPiece(values: .interval(group.latent.within), weight: 1)]
    for feature in group.exact {
      places = Self.both(
        places,
        SeenPiece.counting(feature.pieces(values(feature.column)), isDiscrete: isDiscrete))
    }
    self.places = places
    var passed: [[SeenPiece]?] = []
    for (channel, feature) in group.noisy {
      let pieces = SeenPiece.counting(
        feature.pieces(values(feature.column)), isDiscrete: channel.isDiscrete)
      passed.append(group.countsAllChances ? pieces : Self.telling(pieces))
    }
    for child in group.children {
      var pieces = [SeenPiece(values: .interval(.all), weight: 1)]
      for feature in child.features {
        pieces = Self.both(
          pieces,
          SeenPiece.counting(
            feature.pieces(values(feature.column)), isDiscrete: child.channel.isDiscrete))
      }
      passed.append(group.countsAllChances ? pieces : Self.telling(pieces))
    }
    self.passed = passed
  }

  /// Evidence that is read already.
  ///
  /// - Parameters:
  ///   - places: where the number may lie.
  ///   - passed: what each channel has passed on.
  init(places: [SeenPiece], passed: [[SeenPiece]?]) {
    (self.places, self.passed) = (places, passed)
  }

  /// The evidence that the only channel has passed on a point.
  init(passing point: Double) {
    places = [SeenPiece(values: .interval(.all), weight: 1)]
    passed = [[SeenPiece(values: .point(point), weight: 1)]]
  }

  /// The point that the only channel has passed on, with its weight; nothing for other evidence.
  var onlyPoint: (point: Double, weight: Double)? {
    guard passed.count == 1, let pieces = passed[0], pieces.count == 1,
      case .point(let point) = pieces[0].values
    else { return nil }
    return (point, pieces[0].weight)
  }

  static func telling(_ pieces: [SeenPiece]) -> [SeenPiece]? {
    pieces.allSatisfy { $0.values == .interval(.all) } && !pieces.isEmpty ? nil : pieces
  }

  /// What both of two independent views of one number allow.
  private static func both(_ first: [SeenPiece], _ second: [SeenPiece]) -> [SeenPiece] {
    first.flatMap { one in
      second.compactMap { other in
        one.values.intersection(other.values).map {
          SeenPiece(values: $0, weight: one.weight * other.weight)
        }
      }
    }
  }
}

extension SeenPiece.Values {
  /// The values in both; nothing when there are none.
  fileprivate func intersection(_ other: Self) -> Self? {
    switch (self, other) {
    case (.missing, _), (_, .missing): nil
    case (.point(let value), _): other.contains(value) ? self : nil
    case (_, .point(let value)): contains(value) ? other : nil
    case (.interval(let one), .interval(let two)): one.intersection(two).map { .interval($0) }
    }
  }
}

extension SeenEvidence {
  /// No evidence at all.
  init(nothingOf group: SeenGroup) {
    places = [SeenPiece(values: .interval(group.latent.within), weight: 1)]
    passed = Array(repeating: nil, count: group.noisy.count + group.children.count)
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A body up to a point and a broken power tail above it, whose share is said outright.
///
/// The body is the body law truncated at the tail's start. The density may jump there.
public struct SpliceLaw: Law {
  /// A piece of the tail: P(X > x) falls as x^-alpha from its start to the next piece's.
  public struct Piece: Sendable, Hashable {
    /// Where the piece starts, above 0.
    public let from: Double
    /// The exponent, above 0.
    public let alpha: Double

    /// A piece of a power tail.
    ///
    /// - Parameters:
    ///   - from: where it starts, above 0.
    ///   - alpha: the exponent, above 0.
    public init(from: Double, alpha: Double) {
      self.from = from
      self.alpha = alpha
    }
  }

  /// The body before it is truncated.
  public let body: any Law
  /// The probability of the tail.
  public let shareAbove: Double
  /// The tail's pieces, each starting above the one before.
  public let pieces: [Piece]
  let truncatedBody: TruncatedLaw
  /// P(X > from) at each piece's start.
  let tails: [Double]

  /// Splices a body and a tail.
  ///
  /// - Parameters:
  ///   - body: a continuous law.
  ///   - shareAbove: the probability of the tail, at least 0 and below 1.
  ///   - pieces: the tail's pieces, at least one, each starting above the one before.
  /// - Throws: an impossible parameter.
  public init(body: any Law, shareAbove: Double, pieces: [Piece]) throws(LawError) {
    try Self.check(shareAbove, pieces)
    self.body = body
    self.shareAbove = shareAbove
    self.pieces = pieces
    truncatedBody = try TruncatedLaw(body, from: -.infinity, to: pieces[0].from)
    var tail = shareAbove
    var tails = [tail]
    for (piece, next) in zip(pieces, pieces.dropFirst()) {
      tail *= pow(next.from / piece.from, -piece.alpha)
      tails.append(tail)
    }
    self.tails = tails
  }

  private static func check(_ shareAbove: Double, _ pieces: [Piece]) throws(LawError) {
    guard shareAbove >= 0, shareAbove < 1 else {
      throw LawError(
        law: "splice", parameter: "share above", value: shareAbove,
        requirement: "must be at least 0 and below 1")
    }
    guard !pieces.isEmpty else {
      throw LawError(
        law: "splice", parameter: "the tail", value: nil, requirement: "must have a piece")
    }
    var previous = 0.0
    for piece in pieces {
      guard piece.from > previous, piece.from.isFinite else {
        throw LawError(
          law: "splice", parameter: "from", value: piece.from,
          requirement: "must be above \(LawError.text(previous))")
      }
      guard piece.alpha > 0, log(piece.from) + 37 / piece.alpha <= 700 else {
        throw LawError(
          law: "splice", parameter: "alpha", value: piece.alpha,
          requirement: "must be positive and keep draws below e^700")
      }
      previous = piece.from
    }
  }

  /// Where the tail starts.
  public var start: Double { pieces[0].from }

  /// The least and greatest values.
  public var support: ClosedRange<Double> {
    truncatedBody.support
      .lowerBound...(shareAbove == 0 ? truncatedBody.support.upperBound : .infinity)
  }

  /// The tail's pieces' starts, where the density jumps.
  public var breakpoints: [Double] {
    body.breakpoints.filter { $0 < start } + (shareAbove == 0 ? [] : pieces.map(\.from))
  }

  private func piece(of x: Double) -> Int { (pieces.lastIndex { $0.from <= x }) ?? 0 }

  private func tail(_ x: Double) -> Double {
    let index = piece(of: x)
    return tails[index] * exp(-pieces[index].alpha * log(x / pieces[index].from))
  }

  /// The logarithm of the density, or of the probability of x.
  public func logDensity(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    guard x > start else { return log1p(-shareAbove) + truncatedBody.logDensity(x) }
    return log(tail(x)) + log(pieces[piece(of: x)].alpha / x)
  }

  /// P(X <= x).
  public func cdf(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x <= start ? (1 - shareAbove) * truncatedBody.cdf(x) : 1 - tail(x)
  }

  /// P(X > x).
  public func upperTail(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    return x <= start ? shareAbove + (1 - shareAbove) * truncatedBody.upperTail(x) : tail(x)
  }

  /// The least x with P(X <= x) >= p.
  public func quantile(_ p: Double) -> Double {
    guard (0...1).contains(p) else { return .nan }
    return p <= 1 - shareAbove ? bodyQuantile(p, 1 - p) : tailQuantile(1 - p)
  }

  /// The least x with P(X > x) <= q.
  public func quantile(upperTail q: Double) -> Double {
    guard (0...1).contains(q) else { return .nan }
    return q >= shareAbove ? bodyQuantile(1 - q, q) : tailQuantile(q)
  }

  private func bodyQuantile(_ p: Double, _ q: Double) -> Double {
    let share = 1 - shareAbove
    return p <= 0.5 * share
      ? truncatedBody.quantile(min(1, p / share))
      : truncatedBody.quantile(upperTail: max(0, (q - shareAbove) / share))
  }

  private func tailQuantile(_ q: Double) -> Double {
    let index = tails.lastIndex { $0 >= q } ?? 0
    return pieces[index].from * exp(-log(q / tails[index]) / pieces[index].alpha)
  }

  /// One draw from the cell's own words.
  public func draw(using stream: borrowing CellStream) -> Double {
    let u = stream.nextUniform()
    return u <= 0.5 ? quantile(u) : quantile(upperTail: 1 - u)
  }

  /// The fastest way to draw a column.
  public var drawForm: DrawForm {
    get throws { .table(try QuantileTable(self), location: 0, scale: 1) }
  }
}

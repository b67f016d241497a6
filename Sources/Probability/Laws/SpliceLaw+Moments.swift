// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension SpliceLaw {
  /// The mean.
  ///
  /// - Complexity: about 1200 quantiles; keep it rather than ask twice.
  public var mean: Double {
    let tail = tailMoment(1)
    return tail == .infinity ? .infinity : (1 - shareAbove) * truncatedBody.mean + tail
  }

  /// The variance.
  ///
  /// - Complexity: about 2400 quantiles; keep it rather than ask twice.
  public var variance: Double {
    let center = mean
    guard center.isFinite else { return .nan }
    let tail = tailMoment(2)
    guard tail.isFinite else { return .infinity }
    let body = truncatedBody
    let bodyMean = body.mean
    return (1 - shareAbove) * (body.variance + bodyMean * bodyMean) + tail - center * center
  }

  /// The integral of x^power over the tail.
  private func tailMoment(_ power: Double) -> Double {
    guard shareAbove > 0 else { return 0 }
    var sum = 0.0
    for (index, piece) in pieces.enumerated() {
      let excess = piece.alpha - power
      let whole = tails[index] * piece.alpha * pow(piece.from, power)
      if index + 1 < pieces.count {
        let ratio = log(pieces[index + 1].from / piece.from)
        sum += whole * (excess == 0 ? ratio : -expm1(-excess * ratio) / excess)
      } else if excess <= 0 {
        return .infinity
      } else {
        sum += whole / excess
      }
    }
    return sum
  }

  /// The body's parameters, the tail's share, start and first exponent.
  public var parameterNames: [String] {
    body.parameterNames + ["share above", "from", "alpha"]
  }

  /// The value of a parameter of the body or the tail.
  ///
  /// - Parameter parameter: a name of `parameterNames`.
  /// - Returns: its value, or nil for another name.
  public func value(of parameter: String) -> Double? {
    switch parameter {
    case "share above": shareAbove
    case "from": start
    case "alpha": pieces[0].alpha
    default: body.value(of: parameter)
    }
  }

  /// The body and the tail.
  public var description: String {
    let tail = pieces.map {
      "{from: \(LawError.text($0.from)), alpha: \(LawError.text($0.alpha))}"
    }
    return "splice {body: \(body), share above: \(LawError.text(shareAbove)), "
      + "tail: [\(tail.joined(separator: ", "))]}"
  }
}

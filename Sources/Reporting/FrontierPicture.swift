// SPDX-License-Identifier: GPL-3.0-or-later
public import Results

/// The graces and margins of a tier rule as a picture: changes of the tier against months too high.
///
/// A line joins the graces of one margin, whose marks have a shape and a colour of their own; a full mark is a
/// choice with a star, bars are the intervals.
public struct FrontierPicture {
  private let summary: FrontierSummary
  private let points: [Placed]
  private let horizontal: PictureAxis
  private let vertical: PictureAxis

  /// A choice whose place is known.
  private struct Placed {
    let point: FrontierSummary.Point
    let changes: FrontierSummary.Number
    let tooHigh: FrontierSummary.Number
  }

  private static let size = (width: 760.0, height: 480.0)
  private static let field = (left: 64.0, right: 580.0, top: 44.0, bottom: 420.0)
  /// Colours that people with colour blindness tell apart (Okabe and Ito 2008).
  private static let colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]

  /// Makes a picture.
  ///
  /// - Parameter summary: what the choices do.
  public init(_ summary: FrontierSummary) {
    self.summary = summary
    points = summary.points.compactMap { point in
      guard let changes = point.switches, let tooHigh = point.tooHigh else { return nil }
      return Placed(point: point, changes: changes, tooHigh: tooHigh)
    }
    func ends(_ numbers: [FrontierSummary.Number]) -> Double {
      100 * (numbers.map { max($0.value, $0.high ?? $0.value) }.max() ?? 1)
    }
    horizontal = PictureAxis(
      upTo: ends(points.map(\.changes)), from: Self.field.left, to: Self.field.right)
    vertical = PictureAxis(
      upTo: ends(points.map(\.tooHigh)), from: Self.field.bottom, to: Self.field.top)
  }

  /// The picture as `frontier.svg`.
  public var svg: String {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(Self.size.width)) "
        + "\(Self.number(Self.size.height))\" font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
      Self.text(
        Self.field.left, 24, "\(summary.classifier): what graces and margins do", "start",
        "font-size=\"15\""),
    ]
    lines += axes
    if points.isEmpty {
      lines.append(Self.text(322, 232, "no choice could be measured", "middle"))
    }
    for (place, margin) in margins.enumerated() {
      let colour = Self.colours[place % Self.colours.count]
      let marker = PictureMarker.ofCurves[place % PictureMarker.ofCurves.count]
      lines += curve(points.filter { $0.point.margin == margin }, colour, marker)
      let height = Self.field.top + 20 + 20 * Double(place)
      lines.append(marker.svg(600, height, colour, isFull: true))
      lines.append(Self.text(612, height + 4, "margin \(Self.percent(margin)) %", "start"))
    }
    let last = Self.field.top + 20 + 20 * Double(margins.count)
    for written in points where written.point.grace == nil {
      let isFull = Self.hasStar(written)
      lines += bars(written, "#000")
      lines.append(PictureMarker.diamond.svg(x(written), y(written), "#000", isFull: isFull))
      lines.append(Self.text(612, last + 4, "as written", "start"))
      lines.append(PictureMarker.diamond.svg(600, last, "#000", isFull: isFull))
    }
    lines.append(Self.text(592, last + 30, "numbers: grace, in misses", "start", Self.faint))
    lines.append(Self.text(592, last + 46, "full: no other is as good", "start", Self.faint))
    lines.append(Self.text(592, last + 62, "bars: 95 %, customers vary", "start", Self.faint))
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private static let faint = "fill=\"#666\" font-size=\"11\""

  private var margins: [Double] { Set(points.compactMap(\.point.margin)).sorted() }

  private func x(_ placed: Placed) -> Double { horizontal.place(100 * placed.changes.value) }
  private func y(_ placed: Placed) -> Double { vertical.place(100 * placed.tooHigh.value) }

  /// The axes with their numbers.
  private var axes: [String] {
    let (left, right, top, bottom) = Self.field
    var lines: [String] = []
    for tick in horizontal.ticks {
      let place = horizontal.place(tick)
      lines.append(Self.line((place, top), (place, bottom), "#e5e5e5"))
      lines.append(Self.text(place, bottom + 18, horizontal.text(tick), "middle"))
    }
    for tick in vertical.ticks {
      let place = vertical.place(tick)
      lines.append(Self.line((left, place), (right, place), "#e5e5e5"))
      lines.append(Self.text(left - 8, place + 4, vertical.text(tick), "end"))
    }
    lines.append(Self.line((left, bottom), (right, bottom), "#333"))
    lines.append(Self.line((left, top), (left, bottom), "#333"))
    lines.append(
      Self.text(
        (left + right) / 2, bottom + 42, "changes of tier for 100 customer-months", "middle"))
    lines.append(
      Self.text(
        18, (top + bottom) / 2, "too high, % of customer-months", "middle",
        "transform=\"rotate(-90 18 \(Self.number((top + bottom) / 2)))\""))
    return lines
  }

  /// The graces of one margin, joined.
  private func curve(_ own: [Placed], _ colour: String, _ marker: PictureMarker) -> [String] {
    let corners = own.map { "\(Self.number(x($0))),\(Self.number(y($0)))" }
    var lines = [
      "<polyline points=\"\(corners.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" "
        + "stroke-opacity=\"0.5\"/>"
    ]
    for placed in own {
      lines += bars(placed, colour)
      lines.append(marker.svg(x(placed), y(placed), colour, isFull: Self.hasStar(placed)))
      let grace = placed.point.grace.map { "\($0)" } ?? ""
      lines.append(Self.text(x(placed) + 7, y(placed) - 6, grace, "start", "fill=\"\(colour)\""))
    }
    return lines
  }

  /// The intervals of both numbers.
  private func bars(_ placed: Placed, _ colour: String) -> [String] {
    var lines: [String] = []
    if let low = placed.changes.low, let high = placed.changes.high {
      lines.append(
        Self.line(
          (horizontal.place(100 * low), y(placed)), (horizontal.place(100 * high), y(placed)),
          colour))
    }
    if let low = placed.tooHigh.low, let high = placed.tooHigh.high {
      lines.append(
        Self.line(
          (x(placed), vertical.place(100 * low)), (x(placed), vertical.place(100 * high)), colour))
    }
    return lines
  }

  private static func hasStar(_ placed: Placed) -> Bool {
    placed.point.isComparable && !placed.point.isDominated
  }
}

extension FrontierPicture {
  private static func number(_ value: Double) -> String { Rounded.fixed(value, decimals: 1) }

  private static func percent(_ share: Double) -> String {
    NumberText.text((share * 1e6).rounded() / 1e4)
  }

  private static func line(
    _ from: (Double, Double), _ to: (Double, Double), _ colour: String
  ) -> String {
    "<line x1=\"\(number(from.0))\" y1=\"\(number(from.1))\" x2=\"\(number(to.0))\" "
      + "y2=\"\(number(to.1))\" stroke=\"\(colour)\"/>"
  }

  private static func text(
    _ x: Double, _ y: Double, _ text: String, _ anchor: String, _ more: String = ""
  ) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\""
      + (more.isEmpty ? "" : " " + more) + ">\(escaped)</text>"
  }
}

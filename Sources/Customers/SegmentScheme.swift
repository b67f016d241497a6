// SPDX-License-Identifier: GPL-3.0-or-later

/// The dense number of a segment within its scheme, from 0 in the scheme's order.
public typealias SegmentIndex = UInt8

/// One way of looking at customers: a named list of segments, of which each customer is in one.
public struct SegmentScheme: Sendable, Equatable {
  /// How a scheme looks at customers, in the banks' own division.
  public enum Method: String, Sendable, CaseIterable {
    case demographic
    case psychographic
    case value
    case behavioural
    case need
  }

  /// The scheme's name in the scenario.
  public let name: String
  /// Which of the banks' methods it is; none when the scenario does not say.
  public let method: Method?
  /// Segment names in index order; at most 255.
  public let segments: [String]
  /// Whether the order of the segments means something (low to high), so that an estimate can be
  /// too high or too low.
  public let isOrdered: Bool

  /// Makes a scheme.
  ///
  /// - Parameters:
  ///   - name: the scheme's name in the scenario.
  ///   - method: which of the banks' methods it is.
  ///   - segments: segment names in index order, 1 to 255 of them.
  ///   - isOrdered: whether the order of the segments means something.
  public init(name: String, method: Method?, segments: [String], isOrdered: Bool) {
    precondition((1...255).contains(segments.count), "a scheme has 1 to 255 segments")
    self.name = name
    self.method = method
    self.segments = segments
    self.isOrdered = isOrdered
  }

  /// The index of a segment by its name.
  ///
  /// - Parameter segment: a segment's name.
  /// - Returns: its index, or nothing when the scheme has no such segment.
  public func index(of segment: String) -> SegmentIndex? {
    segments.firstIndex(of: segment).map { SegmentIndex($0) }
  }
}

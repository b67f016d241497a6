// SPDX-License-Identifier: GPL-3.0-or-later

extension Double {
  /// The number for messages: whole numbers without a point, others to ten significant digits.
  package var brief: String {
    guard isFinite else { return "\(self)" }
    if self == rounded(), magnitude < 1e15 { return String(Int(self)) }
    guard magnitude >= 1e-5, magnitude < 1e9 else { return "\(self)" }
    var digits = 10.0
    var size = magnitude
    while size >= 1 { (size, digits) = (size / 10, digits - 1) }
    var scale = 1.0
    for _ in 0..<Int(digits) { scale *= 10 }
    return "\((self * scale).rounded() / scale)"
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// What shares must add up to.
public enum ShareTotal: Sendable {
  /// 1 within 1e-9, or one level says `rest`.
  case one
  /// At most 1; what is left belongs to nobody named, as in moves, where it stays.
  case atMostOne
}

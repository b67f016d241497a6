// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an instruction puts its column.
enum Destination: Hashable {
  /// An intermediate column.
  case register(Int)
  /// The caller's column.
  case result
}

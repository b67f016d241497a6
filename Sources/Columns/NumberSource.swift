// SPDX-License-Identifier: GPL-3.0-or-later

/// Where an instruction finds numbers.
enum NumberSource: Hashable {
  /// A place in the pool of constants.
  case constant(Int)
  /// An input column.
  case column(Int)
  /// An intermediate column.
  case register(Int)
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The one or two parameters of a row drawer as columns, constants spread over scratch.
struct ParameterColumns {
  let first: UnsafePointer<Double>
  let second: UnsafePointer<Double>

  /// - Parameters:
  ///   - constants: the constants in the order of the parameterisation; nil for a column.
  ///   - columns: the columns, in the order of the nils.
  ///   - count: how many rows.
  ///   - scratch: two columns of room.
  init(
    constants: [Double?], columns: [UnsafePointer<Double>], count: Int,
    scratch: UnsafeMutablePointer<Double>
  ) {
    var next = 0
    func column(_ position: Int) -> UnsafePointer<Double> {
      let constant = position < constants.count ? constants[position] : 0
      if let constant {
        let room = scratch + position * count
        room.update(repeating: constant, count: count)
        return UnsafePointer(room)
      }
      next += 1
      return columns[next - 1]
    }
    first = column(0)
    second = column(1)
  }
}

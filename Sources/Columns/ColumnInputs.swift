// SPDX-License-Identifier: GPL-3.0-or-later

/// The columns that a program reads, by slot.
public struct ColumnInputs {
  /// The columns of numbers by slot, NaN where missing.
  ///
  /// A slot that no program reads may be empty.
  public var numbers: [UnsafePointer<Double>?]
  /// The columns of level codes by slot, 255 where missing.
  ///
  /// A slot that no program reads may be empty.
  public var levels: [UnsafePointer<UInt8>?]

  /// Makes inputs.
  ///
  /// - Parameters:
  ///   - numbers: the columns of numbers by slot.
  ///   - levels: the columns of level codes by slot.
  public init(
    numbers: [UnsafePointer<Double>?] = [], levels: [UnsafePointer<UInt8>?] = []
  ) {
    self.numbers = numbers
    self.levels = levels
  }
}

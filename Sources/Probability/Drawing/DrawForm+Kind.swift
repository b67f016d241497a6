// SPDX-License-Identifier: GPL-3.0-or-later

extension DrawForm {
  /// The kernels, each of which draws all levels of its kind at once.
  enum Kind: Sendable, Hashable {
    case affine
    case exponential
    case linear
    case table
    case logarithmicTable
    case inversion
    case sampler
  }

  /// Which kernel draws this form.
  var kind: Kind {
    switch self {
    case .affine: .affine
    case .exponential: .exponential
    case .linear: .linear
    case .table(let table, _, _): table.isLogarithmic ? .logarithmicTable : .table
    case .inversion: .inversion
    case .sampler: .sampler
    }
  }
}

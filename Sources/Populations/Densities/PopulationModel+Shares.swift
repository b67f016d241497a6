// SPDX-License-Identifier: GPL-3.0-or-later

extension PopulationModel {
  /// The shares of a scheme's segments in the first month, by the law that the scenario declares.
  ///
  /// - Parameter scheme: the scheme's position.
  /// - Returns: a share for each segment; nothing where only a draw can tell.
  public func lawShares(of scheme: Int) -> [Double]? {
    guard let plan = try? PosteriorPlan(self, scheme: scheme, seeing: []),
      let model = try? plan.models(through: 0).first
    else { return nil }
    return model?.prior
  }
}

// SPDX-License-Identifier: GPL-3.0-or-later

/// The laws a scenario can name.
///
/// Add a family here, in one line.
///
/// `CategoricalLaw`, `TruncatedLaw` and `SpliceLaw` are built from shares or other laws and are
/// therefore not in the list.
public enum LawRegistry {
  /// Every family, in the order of lists and documents.
  public static let all: [any LawFamily.Type] = [
    UniformLaw.self,
    NormalLaw.self,
    LognormalLaw.self,
    GammaLaw.self,
    BetaLaw.self,
    ExponentialLaw.self,
    ParetoLaw.self,
    BernoulliLaw.self,
    DiscreteUniformLaw.self,
    PoissonLaw.self,
    NegativeBinomialLaw.self,
  ]

  /// The family with a name.
  ///
  /// - Parameter name: an `id`, such as "negative binomial".
  /// - Returns: the family, or nil.
  public static func family(named name: String) -> (any LawFamily.Type)? {
    all.first { $0.id == name }
  }
}

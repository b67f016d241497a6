// SPDX-License-Identifier: GPL-3.0-or-later
import Probability

/// Laws over the range of parameters a scenario may give, ordinary and extreme.
enum LawFixtures {
  static func continuous() throws -> [any Law] {
    [
      try UniformLaw(from: -2, to: 5),
      try NormalLaw(mean: 40, sd: 7),
      try LognormalLaw(mu: 9, sigma: 0.55),
      try GammaLaw(shape: 2, scale: 7.5),
      try GammaLaw(shape: 0.5, scale: 3),
      try GammaLaw(shape: 0.03, scale: 1),
      try GammaLaw(shape: 400, scale: 0.01),
      try BetaLaw(a: 2, b: 5),
      try BetaLaw(a: 0.5, b: 0.5),
      try BetaLaw(a: 30, b: 60),
      try BetaLaw(a: 11.16, b: 0.84),
      try ExponentialLaw(mean: 12),
      try ParetoLaw(minimum: 500, alpha: 1.14),
      try ParetoLaw(minimum: 1, alpha: 6),
      try TruncatedLaw(NormalLaw(mean: 21, sd: 2), from: 18, to: 95),
      try TruncatedLaw(NormalLaw(mean: 0, sd: 1), from: 5, to: 9),
      try TruncatedLaw(GammaLaw(shape: 2, scale: 3), from: 1, to: .infinity),
      try splice(shareAbove: 0.216, median: 180_000),
      try splice(shareAbove: 0, median: 900),
      try SpliceLaw(
        body: NormalLaw(mean: 0, sd: 2), shareAbove: 0.3,
        pieces: [.init(from: 1, alpha: 2), .init(from: 1.01, alpha: 0.9), .init(from: 4, alpha: 5)]),
    ]
  }

  static func splice(shareAbove: Double, median: Double) throws -> SpliceLaw {
    try SpliceLaw(
      body: LognormalLaw.make(form: 0, median, 1.6), shareAbove: shareAbove,
      pieces: [.init(from: 500_000, alpha: 1.14), .init(from: 10_000_000, alpha: 1.55)])
  }

  static func discrete() throws -> [any Law] {
    [
      try BernoulliLaw(share: 0.13),
      try BernoulliLaw(share: 1),
      try DiscreteUniformLaw(from: 20, to: 80),
      try DiscreteUniformLaw(from: -3, to: 9),
      try DiscreteUniformLaw(from: 5, to: 5),
      try DiscreteUniformLaw(from: 0, to: 99_999),
      try CategoricalLaw(shares: [0.1, 0, 0.22, 0.000_01, 0.679_99]),
      try PoissonLaw(mean: 0),
      try PoissonLaw(mean: 0.02),
      try PoissonLaw(mean: 3),
      try PoissonLaw(mean: 40),
      try PoissonLaw(mean: 2500),
      try NegativeBinomialLaw(mean: 22, size: 1.5),
      try NegativeBinomialLaw(mean: 0.4, size: 0.05),
      try NegativeBinomialLaw(mean: 9000, size: 0.2),
    ]
  }
}

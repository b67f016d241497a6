// SPDX-License-Identifier: GPL-3.0-or-later
import Probability
import Testing

/// Impossible parameters are refused with the value and what must hold.
@Suite struct LawRefusalTests {
  private func message(_ law: String, _ parameters: [String: Double]) throws -> String {
    let family = try #require(LawRegistry.family(named: law))
    do {
      let made = try family.law(parameters)
      return "no error: \(made)"
    } catch { return "\(error)" }
  }

  @Test(
    arguments: [
      ("uniform", ["from": 3, "to": 1], "to must be above from, which is 3, but got 1"),
      (
        "discrete uniform", ["from": 3, "to": 1], "to must be at least from, which is 3, but got 1"
      ),
      (
        "discrete uniform", ["from": 0.5, "to": 1],
        "from must be a whole number within -1000000000 and 1000000000, but got 0.5"
      ),
      ("normal", ["mean": 0, "sd": 0], "sd must be positive, but got 0"),
      ("normal", ["mean": .nan, "sd": 1], "mean must be a finite number, but got not a number"),
      ("lognormal", ["median": 1, "sigma": -1], "sigma must be positive, but got -1"),
      ("lognormal", ["median": 0, "sigma": 1], "median must be positive, but got 0"),
      (
        "lognormal", ["mu": 0, "sigma": 90],
        "sigma must keep draws within e^-700 to e^700 (mu is 0), but got 90"
      ),
      ("lognormal", ["mean": 5, "sd": 0], "sd must be positive, but got 0"),
      ("gamma", ["shape": 0, "mean": 1], "shape must lie between 0.001 and 10000, but got 0"),
      (
        "gamma", ["shape": -1e9, "scale": 1],
        "shape must lie between 0.001 and 10000, but got -1000000000"
      ),
      ("gamma", ["shape": 2, "scale": .infinity], "scale must be positive, but got infinity"),
      (
        "gamma", ["mean": 1, "sd": 1000],
        "sd must lie between a hundredth of the mean and 31 times the mean, which is 1, but got 1000"
      ),
      (
        "beta", ["mean": 1, "precision": 2],
        "mean must lie between 0 and 1, both excluded, but got 1"
      ),
      (
        "beta", ["mean": 0.5, "precision": 1e-4],
        "precision must keep mean x precision and (1 - mean) x precision between 0.001 and 10000 "
          + "(mean is 0.5), but got 0.0001"
      ),
      ("beta", ["a": 0, "b": 1], "a must lie between 0.001 and 10000, but got 0"),
      ("exponential", ["mean": 0], "mean must be positive, but got 0"),
      ("pareto", ["minimum": 0, "alpha": 1], "minimum must be positive, but got 0"),
      (
        "pareto", ["minimum": 10, "mean": 10],
        "mean must be above the minimum, which is 10, but got 10"
      ),
      (
        "pareto", ["minimum": 1, "alpha": 0.01],
        "alpha must keep draws below e^700 (minimum is 1), but got 0.01"
      ),
      ("bernoulli", ["share": 1.5], "share must lie between 0 and 1, but got 1.5"),
      ("poisson", ["mean": -1], "mean must lie between 0 and 1000000000, but got -1"),
      ("poisson", ["mean": 5e9], "mean must lie between 0 and 1000000000, but got 5000000000"),
      (
        "negative binomial", ["mean": 1, "size": 0],
        "size must lie between 0.001 and 10000, but got 0"
      ),
      (
        "gamma", ["shape": 1],
        "a gamma law takes {shape, mean} or {shape, scale} or {mean, sd}, but got {shape}"
      ),
    ] as [(String, [String: Double], String)])
  func familiesTellWhatMustHold(law: String, parameters: [String: Double], expected: String) throws
  {
    #expect(try message(law, parameters) == expected)
  }

  @Test func everyParameterRefusesWhatIsNotANumber() throws {
    for family in LawRegistry.all {
      for parameterisation in family.parameterisations {
        for name in parameterisation.names {
          for value in [Double.nan, .infinity, -.infinity] {
            var parameters = Dictionary(
              uniqueKeysWithValues: parameterisation.names.map { ($0, 0.5) })
            parameters[name] = value
            #expect(throws: LawError.self) { try family.law(parameters) }
          }
        }
      }
    }
  }

  @Test func combinedLawsTellWhatMustHold() throws {
    let normal = try NormalLaw(mean: 0, sd: 1)
    let poisson = try PoissonLaw(mean: 3)
    #expect(throws: LawError.self) { try TruncatedLaw(normal, from: 2, to: 1) }
    #expect(throws: LawError.self) { try TruncatedLaw(normal, from: 30, to: 31) }
    #expect(throws: LawError.self) { try TruncatedLaw(poisson, from: 0, to: 3) }
    #expect(throws: LawError.self) { try TruncatedLaw(normal, from: .nan, to: 3) }
    let piece = SpliceLaw.Piece(from: 10, alpha: 1)
    #expect(throws: LawError.self) { try SpliceLaw(body: normal, shareAbove: 1, pieces: [piece]) }
    #expect(throws: LawError.self) { try SpliceLaw(body: normal, shareAbove: 0.1, pieces: []) }
    #expect(throws: LawError.self) {
      try SpliceLaw(body: normal, shareAbove: 0.1, pieces: [piece, piece])
    }
    #expect(throws: LawError.self) {
      try SpliceLaw(body: normal, shareAbove: 0.1, pieces: [.init(from: 10, alpha: 0)])
    }
    #expect(throws: LawError.self) { try CategoricalLaw(shares: [0.5, 0.6]) }
    #expect(throws: LawError.self) { try CategoricalLaw(shares: [1.5, -0.5]) }
    #expect(throws: LawError.self) { try CategoricalLaw(shares: []) }
  }
}

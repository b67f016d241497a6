// SPDX-License-Identifier: GPL-3.0-or-later
// Made by References/laws.py with scipy 1.17.1, Python 3.11.7.

/// scipy's values of one law at one place.
struct LawReference: Sendable {
  let law: String
  let parameters: [String: Double]
  let x: Double
  let logDensity: Double
  let cdf: Double
  let upperTail: Double
  let mean: Double
  let variance: Double

  static let all = continuous + discrete
}

extension LawReference {
  static let continuous: [LawReference] = [
    LawReference(
      law: "uniform", parameters: ["from": -2.0, "to": 5.0], x: -2.0,
      logDensity: -1.9459101490553132, cdf: 0.0,
      upperTail: 1.0, mean: 1.5,
      variance: 4.083333333333333),
    LawReference(
      law: "uniform", parameters: ["from": -2.0, "to": 5.0], x: -1.5,
      logDensity: -1.9459101490553132, cdf: 0.07142857142857142,
      upperTail: 0.9285714285714286, mean: 1.5,
      variance: 4.083333333333333),
    LawReference(
      law: "uniform", parameters: ["from": -2.0, "to": 5.0], x: 0.25,
      logDensity: -1.9459101490553132, cdf: 0.32142857142857145,
      upperTail: 0.6785714285714286, mean: 1.5,
      variance: 4.083333333333333),
    LawReference(
      law: "uniform", parameters: ["from": -2.0, "to": 5.0], x: 4.75,
      logDensity: -1.9459101490553132, cdf: 0.9642857142857143,
      upperTail: 0.0357142857142857, mean: 1.5,
      variance: 4.083333333333333),
    LawReference(
      law: "normal", parameters: ["mean": 40.0, "sd": 7.0], x: -12.0,
      logDensity: -30.456685416953864, cdf: 5.488839836893128e-14,
      upperTail: 0.9999999999999452, mean: 40.0,
      variance: 49.0),
    LawReference(
      law: "normal", parameters: ["mean": 40.0, "sd": 7.0], x: 31.5,
      logDensity: -3.6020935802191696, cdf: 0.11231931946189022,
      upperTail: 0.8876806805381098, mean: 40.0,
      variance: 49.0),
    LawReference(
      law: "normal", parameters: ["mean": 40.0, "sd": 7.0], x: 40.0,
      logDensity: -2.8648486822599857, cdf: 0.5,
      upperTail: 0.5, mean: 40.0,
      variance: 49.0),
    LawReference(
      law: "normal", parameters: ["mean": 40.0, "sd": 7.0], x: 95.0,
      logDensity: -33.732195621035494, cdf: 0.999999999999998,
      upperTail: 1.9649727729559328e-15, mean: 40.0,
      variance: 49.0),
    LawReference(
      law: "lognormal", parameters: ["mu": 9.0, "sigma": 0.55], x: 150.0,
      logDensity: -31.637572788050207, cdf: 2.032331918902659e-13,
      upperTail: 0.9999999999997967, mean: 9426.215787328818,
      variance: 31386419.448821172),
    LawReference(
      law: "lognormal", parameters: ["mu": 9.0, "sigma": 0.55], x: 4000.0,
      logDensity: -9.438896479394181, cdf: 0.09965040818708881,
      upperTail: 0.9003495918129112, mean: 9426.215787328818,
      variance: 31386419.448821172),
    LawReference(
      law: "lognormal", parameters: ["mu": 9.0, "sigma": 0.55], x: 9000.0,
      logDensity: -9.44429753791224, cdf: 0.5756872437615842,
      upperTail: 0.4243127562384158, mean: 9426.215787328818,
      variance: 31386419.448821172),
    LawReference(
      law: "lognormal", parameters: ["mu": 9.0, "sigma": 0.55], x: 200000.0,
      logDensity: -29.51709452246988, cdf: 0.9999999972156974,
      upperTail: 2.78430252331676e-09, mean: 9426.215787328818,
      variance: 31386419.448821172),
    LawReference(
      law: "lognormal", parameters: ["median": 900.0, "sigma": 1.6], x: 0.5,
      logDensity: -11.66906627730612, cdf: 1.4017575442875639e-06,
      upperTail: 0.9999985982424557, mean: 3236.9757530123543,
      variance: 125063637.36750455),
    LawReference(
      law: "lognormal", parameters: ["median": 900.0, "sigma": 1.6], x: 400.0,
      logDensity: -7.508845736037426, cdf: 0.30613656640274955,
      upperTail: 0.6938634335972504, mean: 3236.9757530123543,
      variance: 125063637.36750455),
    LawReference(
      law: "lognormal", parameters: ["median": 900.0, "sigma": 1.6], x: 10000.0,
      logDensity: -11.731743873142573, cdf: 0.9338335915743343,
      upperTail: 0.0661664084256657, mean: 3236.9757530123543,
      variance: 125063637.36750455),
    LawReference(
      law: "lognormal", parameters: ["median": 900.0, "sigma": 1.6], x: 10000000.0,
      logDensity: -34.45670246728862, cdf: 0.9999999970980648,
      upperTail: 2.9019351975996014e-09, mean: 3236.9757530123543,
      variance: 125063637.36750455),
    LawReference(
      law: "gamma", parameters: ["shape": 2.0, "scale": 7.5], x: 0.001,
      logDensity: -10.937694653400001, cdf: 8.888098804936855e-09,
      upperTail: 0.9999999911119012, mean: 15.0,
      variance: 112.5),
    LawReference(
      law: "gamma", parameters: ["shape": 2.0, "scale": 7.5], x: 5.0,
      logDensity: -3.087034795317096, cdf: 0.14430480161234657,
      upperTail: 0.8556951983876534, mean: 15.0,
      variance: 112.5),
    LawReference(
      law: "gamma", parameters: ["shape": 2.0, "scale": 7.5], x: 20.0,
      logDensity: -3.700740434197205, cdf: 0.7452273455163944,
      upperTail: 0.25477265448360564, mean: 15.0,
      variance: 112.5),
    LawReference(
      law: "gamma", parameters: ["shape": 2.0, "scale": 7.5], x: 300.0,
      logDensity: -38.326023566428326, cdf: 0.9999999999999998,
      upperTail: 1.7418252446695558e-16, mean: 15.0,
      variance: 112.5),
    LawReference(
      law: "gamma", parameters: ["shape": 0.03, "scale": 1.0], x: 1e-30,
      logDensity: 63.51525516268431, cdf: 0.12799811652527496,
      upperTail: 0.8720018834747251, mean: 0.03,
      variance: 0.03),
    LawReference(
      law: "gamma", parameters: ["shape": 0.03, "scale": 1.0], x: 1e-05,
      logDensity: 7.67755665757871, cdf: 0.7197860950409533,
      upperTail: 0.28021390495904674, mean: 0.03,
      variance: 0.03),
    LawReference(
      law: "gamma", parameters: ["shape": 0.03, "scale": 1.0], x: 0.5,
      logDensity: -3.317618278299265, cdf: 0.9829513063860589,
      upperTail: 0.017048693613941256, mean: 0.03,
      variance: 0.03),
    LawReference(
      law: "gamma", parameters: ["shape": 0.03, "scale": 1.0], x: 20.0,
      logDensity: -26.395831348789784, cdf: 0.9999999999967134,
      upperTail: 3.286618278627875e-12, mean: 0.03,
      variance: 0.03),
    LawReference(
      law: "gamma", parameters: ["shape": 900.0, "mean": 3.0], x: 2.2,
      logDensity: -37.445726577950644, cdf: 4.95355018210786e-19,
      upperTail: 1.0, mean: 3.0,
      variance: 0.01),
    LawReference(
      law: "gamma", parameters: ["shape": 900.0, "mean": 3.0], x: 2.95,
      logDensity: 1.2739546007737417, cdf: 0.3114734322335766,
      upperTail: 0.6885265677664234, mean: 3.0,
      variance: 0.01),
    LawReference(
      law: "gamma", parameters: ["shape": 900.0, "mean": 3.0], x: 3.0,
      logDensity: 1.3835539672013155, cdf: 0.5044327192988806,
      upperTail: 0.49556728070111955, mean: 3.0,
      variance: 0.01),
    LawReference(
      law: "gamma", parameters: ["shape": 900.0, "mean": 3.0], x: 3.7,
      logDensity: -20.077688679919028, cdf: 0.9999999999671909,
      upperTail: 3.2809078377410756e-11, mean: 3.0,
      variance: 0.01),
    LawReference(
      law: "beta", parameters: ["a": 2.0, "b": 5.0], x: 0.001,
      logDensity: -3.5105598986543156, cdf: 1.4960044976005004e-05,
      upperTail: 0.999985039955024, mean: 0.2857142857142857,
      variance: 0.025510204081632654),
    LawReference(
      law: "beta", parameters: ["a": 2.0, "b": 5.0], x: 0.2,
      logDensity: 0.8991852639712161, cdf: 0.3446400000000002,
      upperTail: 0.6553599999999999, mean: 0.2857142857142857,
      variance: 0.025510204081632654),
    LawReference(
      law: "beta", parameters: ["a": 2.0, "b": 5.0], x: 0.5,
      logDensity: -0.06453852113757108, cdf: 0.890625,
      upperTail: 0.109375, mean: 0.2857142857142857,
      variance: 0.025510204081632654),
    LawReference(
      law: "beta", parameters: ["a": 2.0, "b": 5.0], x: 0.97,
      logDensity: -10.655493415102477, cdf: 0.999999857845,
      upperTail: 1.4215500000000063e-07, mean: 0.2857142857142857,
      variance: 0.025510204081632654),
    LawReference(
      law: "beta", parameters: ["a": 0.5, "b": 0.5], x: 1e-09,
      logDensity: 9.216903033123806, cdf: 2.0131684845150097e-05,
      upperTail: 0.9999798683151551, mean: 0.5,
      variance: 0.125),
    LawReference(
      law: "beta", parameters: ["a": 0.5, "b": 0.5], x: 0.2,
      logDensity: -0.22843915397524495, cdf: 0.2951672353008665,
      upperTail: 0.7048327646991335, mean: 0.5,
      variance: 0.125),
    LawReference(
      law: "beta", parameters: ["a": 0.5, "b": 0.5], x: 0.5,
      logDensity: -0.45158270528945466, cdf: 0.5000000000000001,
      upperTail: 0.5, mean: 0.5,
      variance: 0.125),
    LawReference(
      law: "beta", parameters: ["a": 0.5, "b": 0.5], x: 0.999,
      logDensity: 2.30964800380846, cdf: 0.9798649583666235,
      upperTail: 0.0201350416333775, mean: 0.5,
      variance: 0.125),
    LawReference(
      law: "beta", parameters: ["a": 300.0, "b": 40.0], x: 0.7,
      logDensity: -29.58835452760914, cdf: 4.698959361225236e-16,
      upperTail: 0.9999999999999996, mean: 0.8823529411764706,
      variance: 0.00030441709200499246),
    LawReference(
      law: "beta", parameters: ["a": 300.0, "b": 40.0], x: 0.85,
      logDensity: 1.4315537483992955, cdf: 0.038657013033996115,
      upperTail: 0.9613429869660038, mean: 0.8823529411764706,
      variance: 0.00030441709200499246),
    LawReference(
      law: "beta", parameters: ["a": 300.0, "b": 40.0], x: 0.9,
      logDensity: 2.7087802703255193, cdf: 0.8447268042558698,
      upperTail: 0.15527319574412987, mean: 0.8823529411764706,
      variance: 0.00030441709200499246),
    LawReference(
      law: "beta", parameters: ["a": 300.0, "b": 40.0], x: 0.95,
      logDensity: -8.157860611699874, cdf: 0.9999994244554639,
      upperTail: 5.755445361132377e-07, mean: 0.8823529411764706,
      variance: 0.00030441709200499246),
    LawReference(
      law: "exponential", parameters: ["mean": 12.0], x: 1e-06,
      logDensity: -2.4849067331213335, cdf: 8.33333298611112e-08,
      upperTail: 0.9999999166666701, mean: 12.0,
      variance: 144.0),
    LawReference(
      law: "exponential", parameters: ["mean": 12.0], x: 3.0,
      logDensity: -2.7349066497880004, cdf: 0.22119921692859515,
      upperTail: 0.7788007830714049, mean: 12.0,
      variance: 144.0),
    LawReference(
      law: "exponential", parameters: ["mean": 12.0], x: 12.0,
      logDensity: -3.4849066497880004, cdf: 0.6321205588285577,
      upperTail: 0.36787944117144233, mean: 12.0,
      variance: 144.0),
    LawReference(
      law: "exponential", parameters: ["mean": 12.0], x: 250.0,
      logDensity: -23.318239983121334, cdf: 0.9999999991042263,
      upperTail: 8.95773671769673e-10, mean: 12.0,
      variance: 144.0),
    LawReference(
      law: "pareto", parameters: ["minimum": 500.0, "alpha": 2.5], x: 500.0,
      logDensity: -5.298317366548036, cdf: 0.0,
      upperTail: 1.0, mean: 833.3333333333334,
      variance: 555555.5555555555),
    LawReference(
      law: "pareto", parameters: ["minimum": 500.0, "alpha": 2.5], x: 700.0,
      logDensity: -6.475970194722281, cdf: 0.5687988496283078,
      upperTail: 0.4312011503716922, mean: 833.3333333333334,
      variance: 555555.5555555555),
    LawReference(
      law: "pareto", parameters: ["minimum": 500.0, "alpha": 2.5], x: 3000.0,
      logDensity: -11.569475508846228, cdf: 0.9886597697093371,
      upperTail: 0.011340230290662862, mean: 833.3333333333334,
      variance: 555555.5555555555),
    LawReference(
      law: "pareto", parameters: ["minimum": 500.0, "alpha": 2.5], x: 10000000.0,
      logDensity: -39.96052380042448, cdf: 0.9999999999823224,
      upperTail: 1.7677669529663688e-11, mean: 833.3333333333334,
      variance: 555555.5555555555),
  ]
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Made by References/laws.py with scipy 1.17.1, Python 3.11.7.

extension LawReference {
  static let discrete: [LawReference] = [
    LawReference(
      law: "poisson", parameters: ["mean": 0.02], x: 0.0,
      logDensity: -0.02, cdf: 0.9801986733067553,
      upperTail: 0.0198013266932447, mean: 0.02,
      variance: 0.02),
    LawReference(
      law: "poisson", parameters: ["mean": 0.02], x: 1.0,
      logDensity: -3.932023005428146, cdf: 0.9998026467728904,
      upperTail: 0.00019735322710959184, mean: 0.02,
      variance: 0.02),
    LawReference(
      law: "poisson", parameters: ["mean": 0.02], x: 2.0,
      logDensity: -8.537193191416238, cdf: 0.9999986865075517,
      upperTail: 1.3134924482406757e-06, mean: 0.02,
      variance: 0.02),
    LawReference(
      law: "poisson", parameters: ["mean": 0.02], x: 6.0,
      logDensity: -30.071389244578977, cdf: 0.9999999999999998,
      upperTail: 2.495630797331154e-16, mean: 0.02,
      variance: 0.02),
    LawReference(
      law: "poisson", parameters: ["mean": 40.0], x: 9.0,
      logDensity: -19.601912393056043, cdf: 3.925932226286184e-09,
      upperTail: 0.9999999960740678, mean: 40.0,
      variance: 40.0),
    LawReference(
      law: "poisson", parameters: ["mean": 40.0], x: 35.0,
      logDensity: -3.025394709699322, cdf: 0.24241419769010336,
      upperTail: 0.7575858023098967, mean: 40.0,
      variance: 40.0),
    LawReference(
      law: "poisson", parameters: ["mean": 40.0], x: 40.0,
      logDensity: -2.765461550199943, cdf: 0.5419181783625371,
      upperTail: 0.45808182163746297, mean: 40.0,
      variance: 40.0),
    LawReference(
      law: "poisson", parameters: ["mean": 40.0], x: 90.0,
      logDensity: -26.15348874995506, cdf: 0.9999999999966127,
      upperTail: 3.38725355457897e-12, mean: 40.0,
      variance: 40.0),
    LawReference(
      law: "poisson", parameters: ["mean": 250000.0], x: 248000.0,
      logDensity: -15.150949960263496, cdf: 3.113824206046745e-05,
      upperTail: 0.9999688617579395, mean: 250000.0,
      variance: 250000.0),
    LawReference(
      law: "poisson", parameters: ["mean": 250000.0], x: 249900.0,
      logDensity: -7.153349592283043, cdf: 0.4212565947862471,
      upperTail: 0.5787434052137529, mean: 250000.0,
      variance: 250000.0),
    LawReference(
      law: "poisson", parameters: ["mean": 250000.0], x: 250000.0,
      logDensity: -7.133546964960198, cdf: 0.5005319227686635,
      upperTail: 0.49946807723133646, mean: 250000.0,
      variance: 250000.0),
    LawReference(
      law: "poisson", parameters: ["mean": 250000.0], x: 252500.0,
      logDensity: -19.59706255202737, cdf: 0.9999997028044219,
      upperTail: 2.9719557809421525e-07, mean: 250000.0,
      variance: 250000.0),
    LawReference(
      law: "negative binomial", parameters: ["mean": 22.0, "size": 1.5], x: 0.0,
      logDensity: -4.1273029695629235, cdf: 0.016126313382124828,
      upperTail: 0.9838736866178752, mean: 22.000000000000004,
      variance: 344.66666666666674),
    LawReference(
      law: "negative binomial", parameters: ["mean": 22.0, "size": 1.5], x: 7.0,
      logDensity: -3.444120610234677, cdf: 0.21985756193736483,
      upperTail: 0.7801424380626352, mean: 22.000000000000004,
      variance: 344.66666666666674),
    LawReference(
      law: "negative binomial", parameters: ["mean": 22.0, "size": 1.5], x: 22.0,
      logDensity: -3.895283270163293, cdf: 0.6185249778357397,
      upperTail: 0.3814750221642603, mean: 22.000000000000004,
      variance: 344.66666666666674),
    LawReference(
      law: "negative binomial", parameters: ["mean": 22.0, "size": 1.5], x: 300.0,
      logDensity: -20.94077121929351, cdf: 0.9999999879002177,
      upperTail: 1.2099782256909802e-08, mean: 22.000000000000004,
      variance: 344.66666666666674),
    LawReference(
      law: "negative binomial", parameters: ["mean": 0.4, "size": 0.05], x: 0.0,
      logDensity: -0.10986122886681098, cdf: 0.8959584598407622,
      upperTail: 0.1040415401592378, mean: 0.39999999999999997,
      variance: 3.5999999999999996),
    LawReference(
      law: "negative binomial", parameters: ["mean": 0.4, "size": 0.05], x: 1.0,
      logDensity: -3.2233765380771855, cdf: 0.9357788358336849,
      upperTail: 0.06422116416631503, mean: 0.39999999999999997,
      variance: 3.5999999999999996),
    LawReference(
      law: "negative binomial", parameters: ["mean": 0.4, "size": 0.05], x: 5.0,
      logDensity: -5.201511994427248, cdf: 0.978807582672754,
      upperTail: 0.021192417327246, mean: 0.39999999999999997,
      variance: 3.5999999999999996),
    LawReference(
      law: "negative binomial", parameters: ["mean": 0.4, "size": 0.05], x: 60.0,
      logDensity: -14.035746725427396, cdf: 0.9999943127871044,
      upperTail: 5.687212895560699e-06, mean: 0.39999999999999997,
      variance: 3.5999999999999996),
    LawReference(
      law: "negative binomial", parameters: ["mean": 5.0, "size": 9000.0], x: 0.0,
      logDensity: -4.998611625300164, cdf: 0.006747308291214715,
      upperTail: 0.9932526917087853, mean: 4.999999999999996,
      variance: 5.002777777777773),
    LawReference(
      law: "negative binomial", parameters: ["mean": 5.0, "size": 9000.0], x: 2.0,
      logDensity: -2.4738826786365795, cdf: 0.12472219754972869,
      upperTail: 0.8752778024502713, mean: 4.999999999999996,
      variance: 5.002777777777773),
    LawReference(
      law: "negative binomial", parameters: ["mean": 5.0, "size": 9000.0], x: 5.0,
      logDensity: -1.7405798863985709, cdf: 0.6159606593436073,
      upperTail: 0.38403934065639267, mean: 4.999999999999996,
      variance: 5.002777777777773),
    LawReference(
      law: "negative binomial", parameters: ["mean": 5.0, "size": 9000.0], x: 25.0,
      logDensity: -22.746850942215715, cdf: 0.9999999999687735,
      upperTail: 3.122651201871312e-11, mean: 4.999999999999996,
      variance: 5.002777777777773),
    LawReference(
      law: "bernoulli", parameters: ["share": 0.13], x: 0.0,
      logDensity: -0.13926206733350766, cdf: 0.87,
      upperTail: 0.13, mean: 0.13,
      variance: 0.1131),
    LawReference(
      law: "bernoulli", parameters: ["share": 0.13], x: 1.0,
      logDensity: -2.0402208285265546, cdf: 1.0,
      upperTail: 0.0, mean: 0.13,
      variance: 0.1131),
    LawReference(
      law: "discrete uniform", parameters: ["from": 20.0, "to": 80.0], x: 20.0,
      logDensity: -4.110873864173311, cdf: 0.01639344262295082,
      upperTail: 0.9836065573770492, mean: 50.0,
      variance: 310.0),
    LawReference(
      law: "discrete uniform", parameters: ["from": 20.0, "to": 80.0], x: 39.0,
      logDensity: -4.110873864173311, cdf: 0.32786885245901637,
      upperTail: 0.6721311475409837, mean: 50.0,
      variance: 310.0),
    LawReference(
      law: "discrete uniform", parameters: ["from": 20.0, "to": 80.0], x: 60.0,
      logDensity: -4.110873864173311, cdf: 0.6721311475409836,
      upperTail: 0.3278688524590164, mean: 50.0,
      variance: 310.0),
    LawReference(
      law: "discrete uniform", parameters: ["from": 20.0, "to": 80.0], x: 79.0,
      logDensity: -4.110873864173311, cdf: 0.9836065573770492,
      upperTail: 0.016393442622950838, mean: 50.0,
      variance: 310.0),
  ]
}

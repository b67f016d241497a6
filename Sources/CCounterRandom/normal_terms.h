/* SPDX-License-Identifier: GPL-3.0-or-later
   Polynomials of the inverse normal distribution function. With q = u - 1/2, the score is
   z = q R(w), w = -ln(1 - 4 q^2) = -ln(4 u (1 - u)), a smooth function of w in the middle and of
   sqrt(w) in the tails (the variable is Giles's, 2010, "Approximating the erfinv function"; the
   coefficients are Chebyshev interpolants of R computed with 60 digits). Relative errors of the
   polynomials: at most 2e-16, 4e-16 and 2e-16. */
/* z / q in powers of w - 3, for w = -ln(1 - 4 q^2) in [0, 6] */
static const double central_terms[23] = {
    0x1.25e47a9d5da59p+2, 0x1.5deb0f5218a87p-1, -0x1.09e91f88fdea1p-6, -0x1.35fee3cbe9cccp-9,
    0x1.21422adf5e3ecp-11, -0x1.2db7904e35690p-15, -0x1.4bcaee87d7463p-18, 0x1.55a6c6aa9bd00p-20,
    -0x1.1fc54dbc82c15p-24, -0x1.09a901ba8381ap-26, 0x1.afceb1f8a51c0p-29, -0x1.8709bc83abb40p-34,
    -0x1.af20624b11a12p-35, 0x1.0cdd9bbdee56fp-37, 0x1.3ec780847e3e5p-46, -0x1.54733dd27153cp-43,
    0x1.428b3a843202ap-46, 0x1.1468028e9bf9cp-50, -0x1.07dc1e3e57f22p-51, 0x1.97ad09660b69ap-56,
    0x1.a30249503bb16p-58, -0x1.16c0ad6adc17ap-61, -0x1.fd784ab0fd049p-66,
};
/* z / q in powers of s - 3.25, for s = sqrt(w) in [sqrt(6), 4] */
static const double tail_terms[19] = {
    0x1.171f182e77876p+3, 0x1.6bf14fa6fc2ffp+1, 0x1.f1c95c5e9e6e9p-7, -0x1.5bab4c3922a1bp-7,
    0x1.cdd2bb8586c32p-8, -0x1.38f1f6f912b50p-8, 0x1.6169244a2c918p-9, -0x1.073e8ba7c6615p-10,
    0x1.1d1478b4db9f8p-14, 0x1.950962960c1f5p-13, -0x1.18a767347e4e7p-13, 0x1.280ec558301a8p-15,
    0x1.146cf0141549cp-17, -0x1.7d687720c93c9p-17, 0x1.20e84910f62bcp-18, 0x1.1984624fefdcbp-24,
    -0x1.bdf80820958a2p-21, 0x1.0d74439fe00d2p-22, 0x1.d16a1f28d8985p-26,
};
/* z / q in powers of s - 5, for s in [4, 6] */
static const double far_terms[18] = {
    0x1.b6f6a292f51bep+3, 0x1.6dc49111d6dd7p+1, -0x1.9b6aa8e8a99f3p-12, -0x1.3eded29a837e2p-11,
    0x1.c2c6d90770364p-13, -0x1.d2fb18c5a19ccp-15, 0x1.ad8d285e76112p-17, -0x1.78fa65a34590fp-19,
    0x1.5bc34e63f0e72p-21, -0x1.9a6008ee26796p-23, 0x1.61c3736d0cae3p-24, -0x1.7258ac69818bap-25,
    0x1.739b9f7a5fc24p-26, -0x1.5299644490ff6p-27, 0x1.213929ac4b825p-28, -0x1.4e91998d432e6p-30,
    -0x1.13f6eeaed4717p-34, 0x1.0022ec476558cp-33,
};
/* (2 atanh(s) - 2 s) / s^3 in powers of s^2, for 1 / sqrt(2) <= (1 + s) / (1 - s) <= sqrt(2) */
static const double log_terms[7] = {
    0x1.5555555555558p-1, 0x1.99999999952d7p-2, 0x1.2492492df281ap-2, 0x1.c71c62e3f11e6p-3,
    0x1.7462b51cb66b1p-3, 0x1.39fe51a7c18f9p-3, 0x1.2b5900de53b32p-3,
};

/** Letters, digits and marks that Unicode has since version 13, in ranges of a regular expression. */
const ranges = [
  String.raw`\u0870-\u089f\u08b5\u08be-\u08d2\u0b55\u0c3c\u0c5c-\u0c5d\u0cdc-\u0cdd\u0cf3\u0d04\u0d81\u0ece\u170d`,
  String.raw`\u1715-\u171f\u1abf-\u1aeb\u1b4c\u1c89-\u1c8a\u1dfa\u2c2f\u2c5f\u31bb-\u31bf\u4db6-\u4dbf\u9ff0-\u9fff`,
  String.raw`\ua7c0-\ua7c1\ua7c7-\ua7f6\ua82c\uab68-\uab69\u{10570}-\u{105f3}\u{10780}-\u{107ba}\u{10940}-\u{10959}`,
  String.raw`\u{10d40}-\u{10eff}\u{10f70}-\u{10fc4}\u{11070}-\u{11075}\u{110c2}\u{11147}\u{111ce}-\u{111cf}`,
  String.raw`\u{1123f}-\u{11241}\u{11380}-\u{113e2}\u{11460}-\u{11461}\u{116d0}-\u{116e3}\u{11740}-\u{11746}`,
  String.raw`\u{11900}-\u{11959}\u{11ab0}-\u{11abf}\u{11b60}-\u{11bf9}\u{11db0}-\u{11de9}\u{11f00}-\u{11fb0}`,
  String.raw`\u{12f90}-\u{12ff0}\u{1342f}-\u{143fa}\u{16100}-\u{16139}\u{16a70}-\u{16ac9}\u{16d40}-\u{16d79}`,
  String.raw`\u{16ea0}-\u{16ed3}\u{16fe4}-\u{16ff6}\u{187f8}-\u{187ff}\u{18af3}-\u{1affe}\u{1b11f}-\u{1b132}\u{1b155}`,
  String.raw`\u{1ccf0}-\u{1cf46}\u{1df00}-\u{1df2a}\u{1e030}-\u{1e08f}\u{1e290}-\u{1e2ae}\u{1e4d0}-\u{1e7fe}`,
  String.raw`\u{1fbf0}-\u{1fbf9}\u{2a6d7}-\u{2a6df}\u{2b735}-\u{2b73f}\u{2cea2}-\u{2cead}\u{2ebf0}-\u{2ee5d}`,
  String.raw`\u{30000}-\u{33479}`,
];

/**
 * What no name may hold: a letter that the engine takes for one, and TypeScript 5.4 (Unicode 12) doesn't, would make code
 * that doesn't compile. TypeScript 6 has the letters of Unicode 15.
 */
export const newLetter = new RegExp(`[${ranges.join("")}]`, "u");

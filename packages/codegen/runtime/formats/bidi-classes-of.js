// RFC 5893 sorts characters by direction. These are the classes of the characters that a label may hold: R right to
// left, A Arabic digits, E European digits, N marks that take the direction of what is before them, O characters of no
// direction. The others are L, left to right.
const bidiClasses = {
  N: /[\p{Mn}\p{Me}\u200c\u200d]/u,
  A: /[\u0660-\u0669\u{10d30}-\u{10d39}]/u,
  E: /[0-9\u06f0-\u06f9]/,
  R: /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u,
  O: /[-\u00b7\u0375\u30fb]/,
};

/** The direction of each character of a label, a letter each. */
export function bidiClassesOf(text /*: string */) /*: string */ {
  let classes = "";
  for (const character of text) {
    classes += Object.entries(bidiClasses).find(([, shape]) => shape.test(character))?.[0] ?? "L";
  }
  return classes;
}

/** A regular expression that JavaScript takes under the u flag. */
export function matchesRegex(text /*: string */) /*: boolean */ {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

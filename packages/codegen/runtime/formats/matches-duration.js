const durationShape =
  /^P(?:\d+W|(?=[\dT])(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/** A duration of RFC 3339's appendix A. */
export function matchesDuration(text /*: string */) /*: boolean */ {
  return durationShape.test(text);
}

// What isn't allowed is searched for: an engine would remember each turn of a loop over characters of one or two code units.
const noLiteral = /[\0-\x20"<>\\^`{|}\x7f-\x9f\ud800-\udfff\ufff0-\uffff\p{Noncharacter_Code_Point}]/u;

/** A URI template of RFC 6570, with its errata: an apostrophe is a literal (6937). */
export function matchesUriTemplate(text /*: string */) /*: boolean */ {
  const literals = text.replace(/\{[+#./;?&=,!@|]?([^{}]*)\}/g, (expression, list) =>
    list.split(",").every(variableFits) ? "" : expression,
  );
  return !noLiteral.test(literals) && !/%(?![\da-f]{2})/i.test(text);
}

/** One variable of an expression: its name, and how much of it is taken. */
function variableFits(text /*: string */) /*: boolean */ {
  const name = text.replace(/(?::[1-9]\d{0,3}|\*)$/, "");
  return name.split(".").every((part) => /^[\w%]+$/.test(part));
}

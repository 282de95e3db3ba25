import { directionFits } from "./direction-fits.js";
import { hasRightToLeft } from "./has-right-to-left.js";

const labelShape =
  /^(?!-)(?!\p{M})(?![^]{2}--)(?:[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb-]|[\u200c-\u200d])+(?<!-)$/u;

// RFC 5892, sections 2.6 (exceptions) and appendix A (characters that only some neighbours allow).
const forbidden = [
  /[\u0640\u07fa\u3031-\u3035\u303b]|[\u302e-\u302f]/u,
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*\u30fb[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$/u,
  /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u,
];

// Appendix A.1 and A.2: a joiner stands after a virama; the non-joiner may stand between letters that would join.
const virama = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0f84\u1039\u103a\u17d2]$/;
const joinsNext =
  /(?![\u0621-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0710\u0715-\u0719\u071e\u0728\u072a\u072c\u072f])[\p{Script=Arabic}\p{Script=Syriac}](?<!\p{M})\p{Mn}*$/u;
const joinsBefore = /^\p{Mn}*(?![\u0621\p{M}])[\p{Script=Arabic}\p{Script=Syriac}]/u;

/** Whether a text is a U-label of RFC 5890, mapped already: what may stand between the dots of a host name. */
export function fitsLabel(text /*: string */) /*: boolean */ {
  const joinersFit = [...text.matchAll(/[\u200c\u200d]/g)].every(({ 0: joiner, index = 0 }) => {
    const before = text.slice(0, index);
    if (virama.test(before)) return true;
    return joiner === "\u200c" && joinsNext.test(before) && joinsBefore.test(text.slice(index + 1));
  });
  const fits = labelShape.test(text) && joinersFit && !forbidden.some((shape) => shape.test(text));
  return fits && (!hasRightToLeft(text) || directionFits(text));
}

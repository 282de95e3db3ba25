import { fromPunycode } from "./from-punycode.js";

const labelShape =
  /^(?!-)(?!\p{M})(?![^]{2}--)(?:[\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb-]|[\u200c-\u200d])+(?<!-)$/u;

// RFC 5892, sections 2.6 (exceptions) and appendix A (characters that only some neighbours allow).
const forbidden = [
  /[\u0640\u07fa\u3031-\u3035\u303b]|[\u302e-\u302f]/u,
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*\u30fb[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$/u,
  /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u,
  /(?<![\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca])\u200d/u,
  /(?<![\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\p{Script=Arabic}\p{Script=Syriac}])\u200c/u,
];

/** A host name whose labels may be internationalized: RFC 5890 to 5892. */
export function matchesIdnHostname(text /*: string */) /*: boolean */ {
  return text.length <= 253 && text.split(/[.\u3002\uff0e\uff61]/).every(labelFits);
}

function labelFits(text /*: string */) /*: boolean */ {
  if (/^xn--/i.test(text)) return text.length <= 63 && unicodeFits(fromPunycode(text.slice(4)));
  if (!unicodeFits(text)) return false;
  // Which library declares URL is left to who compiles this.
  const { URL } /*: any */ = globalThis;
  const address = `http://${text.replace(/[\u200c-\u200d]/gu, "")}/`;
  return /^[0-9]+$/.test(text) || (URL.canParse(address) && new URL(address).hostname.length <= 63);
}

function unicodeFits(text /*: string */) /*: boolean */ {
  return labelShape.test(text) && !forbidden.some((shape) => shape.test(text));
}

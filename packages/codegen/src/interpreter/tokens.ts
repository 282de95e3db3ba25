/** A part of emitted code. A constant has its value. */
export type Token =
  | { readonly kind: "name" | "mark"; readonly text: string }
  | { readonly kind: "constant"; readonly text: string; readonly value: unknown };

type Read = (text: string, groups: readonly string[]) => Token | undefined;

const constant = (text: string, value: unknown): Token => ({ kind: "constant", text, value });

const words: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["undefined", undefined],
]);

/** The forms of tokens. Emitted code divides nothing, so that a slash begins a regular expression or a comment. */
const forms: readonly (readonly [RegExp, Read])[] = [
  [/(?:\s|\/\/.*)+/y, () => undefined],
  [
    /[\p{ID_Start}_$][\p{ID_Continue}$]*/uy,
    (text) => (words.has(text) ? constant(text, words.get(text)) : { kind: "name", text }),
  ],
  [/\d+(?:\.\d+)?(?:e[-+]?\d+)?/y, (text) => constant(text, Number(text))],
  [/"[^"\\]*(?:\\.[^"\\]*)*"/y, (text) => constant(text, JSON.parse(text))],
  [
    /\/((?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/([a-z]*)/y,
    (text, [source = "", flags]) => constant(text, new RegExp(source, flags)),
  ],
  [/===|!==|=>|>=|<=|\|\||&&|\?\.|\+=|[-(){}[\];,.?:=!<>+]/y, (text) => ({ kind: "mark", text })],
];

/**
 * Splits emitted JavaScript into tokens.
 *
 * @throws Error for a character that emitted code has none of
 */
export const tokensOf = (code: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  const readOne = (): void => {
    for (const [form, read] of forms) {
      form.lastIndex = at;
      const found = form.exec(code);
      if (found === null) continue;
      const [text, ...groups] = found;
      const token = read(text, groups);
      if (token !== undefined) tokens.push(token);
      at += text.length;
      return;
    }
    throw new Error(`emitted code has an unknown token at ${at}: ${code.slice(at, at + 20)}`);
  };
  while (at < code.length) readOne();
  return tokens;
};

/** The word that marks untrusted text in emitted code; each text has a number after it. */
export const mark = "pwned";

const lineEnds = ["\n", "\r", "\r\n", "\n\r", "\u2028", "\u2029", "\u0085", "\v", "\f"];

const statements = [
  (name: string) => `export type Node = any; globalThis.${name} = 1; //`,
  (name: string) => `}; ${name}(); const x = {`,
  (name: string) => `*/ ${name}(); /*`,
];

const afterLineEnds = lineEnds.flatMap((end) =>
  statements.map((code) => (name: string) => `a${end}${code(name)}${end}b`),
);

/** Text that closes something, in every syntax. */
const closers = [
  '"',
  "'",
  "`",
  '\\"',
  '\\\\"',
  "\\'",
  "\\`",
  "\\",
  "\\\\",
  "\\\n",
  "\\\r",
  "\\\u2028",
  "\\u0022",
  "\\x22",
  "\\u{22}",
  "\\u000a",
  "\\u2028",
  "\\u{2028}",
  "${",
  "$",
  "$&",
  "$$",
  "$`",
  "$'",
  "$1",
  "$<name>",
  "*/",
  "**/",
  "* /",
  "*\\/",
  "*\u0000/",
  "/*",
  "//",
  "/**/",
  "/",
  "\\/",
  "[/]",
  "(?:/)",
  "/u.constructor;",
  "<!--",
  "-->",
  "]]>",
  "#!",
  "#",
  ")",
  "]",
  "}",
  "})",
  "]);",
  ">",
  ",",
  ";",
  ":",
  "?",
  "=",
  "=>",
  "|",
  "&",
  "@",
  "&#10;",
  "%0a",
  "%0d%0a",
  "%00",
  "%2e%2e",
].map((closer) => (name: string) => `${closer}${name}()${closer}`);

const pages = [
  (name: string) => `</script><script>${name}()</script>`,
  (name: string) => `</SCRIPT ${name}>`,
  (name: string) => `<!--<script>${name}`,
  (name: string) => `//# sourceMappingURL=${name}.map`,
  (name: string) => `/*# sourceURL=${name} */`,
  (name: string) => `//@ sourceMappingURL=${name}`,
];

const tags = [
  (name: string) => `@ts-expect-error ${name}`,
  (name: string) => `@ts-nocheck ${name}`,
  (name: string) => `@deprecated ${name}`,
  (name: string) => `@jsx ${name}`,
  (name: string) => `eslint-disable ${name}`,
  (name: string) => `/ <reference path="${name}" />`,
];

/** Text that displays as other code, is invisible, or is incomplete. */
const invisible = [
  "\u202e",
  "\u202d",
  "\u202b",
  "\u202a",
  "\u202c",
  "\u2066",
  "\u2067",
  "\u2068",
  "\u2069",
  "\u200e",
  "\u200f",
  "\u061c",
  "\u200b",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00a0",
  "\u3000",
  "\u0000",
  "\u0007",
  "\u001b[31m",
  "\u007f",
  "\u009b",
  "\ud800",
  "\udc00",
  "\udc00\ud800",
  "\uffff",
  "\u{e0041}",
  "\u{1f600}",
].map((characters) => (name: string) => `${characters}${name}${characters}`);

const names = [
  (name: string) => `\\u0070wned_${name}`,
  (name: string) => `__proto__ ${name}`,
  (name: string) => `constructor ${name}`,
  (name: string) => `default ${name}`,
  (name: string) => ` ${name} `,
  (name: string) => `${name}\t${name}`,
  (name: string) => `${name} `.repeat(60),
];

const shapes = [...afterLineEnds, ...closers, ...pages, ...tags, ...invisible, ...names];

/** Texts that end, break or hide their context if they aren't escaped. Each contains a name that code must never contain. */
export const hostileTexts: readonly string[] = shapes.map((shape, index) => shape(`${mark}_${index}`));

import type { ErrorCode, YAMLError } from "yaml";

/** A file that was parsed: its value, or why there is none. */
export type ParsedFile =
  | { readonly status: "valid"; readonly value: unknown }
  | { readonly status: "invalid"; readonly problems: readonly string[] };

/** No configuration is nested as deep; the parser recurses, and a very deep text would end the process. */
const maxDepth = 50;

/** Aliases may repeat a value, but not multiply it without end. */
const maxAliases = 20;

const maxProblems = 10;

/** Returns an upper bound for how deep a text is nested, from its brackets and from the indentation of its lines. */
const measureDepth = (text: string): number => {
  let [depth, most] = [0, 0];
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === "[" || bracket === "{" ? 1 : -1));
    most = Math.max(most, depth);
  }
  const indents = [...text.matchAll(/^[ \t?:-]+/gm)].map(([indent]) => indent.length / 2);
  return indents.reduce((deepest, indent) => Math.max(deepest, indent), most);
};

/** What is wrong, for each code of the parser's. Its own messages repeat the text, which may hold a secret. */
const words: { readonly [Code in ErrorCode]?: string } = {
  BAD_ALIAS: "an alias must name an anchor before it",
  BAD_DIRECTIVE: "unknown directive",
  BAD_DQ_ESCAPE: "unknown escape in a quoted text",
  BAD_INDENT: "wrong indentation, or a bracket above it isn't closed",
  BAD_SCALAR_START: "a text that begins with this character must be quoted",
  BLOCK_AS_IMPLICIT_KEY: "a value with a colon must be quoted, or begin on the next line",
  DUPLICATE_KEY: "the same key again",
  MISSING_CHAR: "something is missing here, such as a quote, bracket, comma or colon",
  MULTILINE_IMPLICIT_KEY: "a key must be on one line, with a colon",
  MULTIPLE_DOCS: "a second document; a configuration is one",
  NON_STRING_KEY: "a key must be a text",
  TAB_AS_INDENT: "tabs can't indent YAML; use blanks",
  TAG_RESOLVE_FAILED: "tags other than those of YAML's core are not read",
  UNEXPECTED_TOKEN: "something that isn't expected here",
};

const toProblem = ({ code, linePos: [start] = [{ line: 1, col: 1 }] }: YAMLError): string =>
  `line ${start.line}, column ${start.col}: ${words[code] ?? "invalid YAML"}`;

/** Parses a text of YAML 1.2, of which JSON is a part. */
export const parseYaml = async (text: string): Promise<ParsedFile> => {
  if (measureDepth(text) > maxDepth) return { status: "invalid", problems: [`nested deeper than ${maxDepth}`] };
  // Loaded here, since most commands read no file.
  const { parseDocument } = await import("yaml");
  // By default, tags such as `!!set` are read as well. What they make isn't a section: its keys would count as absent.
  const document = parseDocument(text, {
    schema: "core",
    resolveKnownTags: false,
    stringKeys: true,
    logLevel: "error",
  });
  // A tag that isn't known is a warning of the parser's.
  const found = [...document.errors, ...document.warnings];
  if (found.length > 0) return { status: "invalid", problems: found.slice(0, maxProblems).map(toProblem) };
  try {
    return { status: "valid", value: document.toJS({ maxAliasCount: maxAliases }) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return {
      status: "invalid",
      problems: [
        `aliases must name an anchor before them, and repeat at most ${maxAliases} values; quote a text that begins with *`,
      ],
    };
  }
};

/** One program of a pipeline: its words, without redirections. */
export interface Command {
  readonly words: readonly string[];
  /** Variables that are set for it. */
  readonly env: Readonly<Record<string, string>>;
  /** File that its output is written to. */
  readonly to?: string;
  /** File that its input is read from. */
  readonly from?: string;
}

const token = /\s*(?:(#.*)|(\|\||&&|[|;&<>]+)|((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s|;&<>"'\\])+))/gy;

const unquote = (word: string): string =>
  word.replaceAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
    double === undefined ? (single ?? escaped ?? "") : double.replaceAll(/\\(["\\$`])/g, "$1"),
  );

/** Splits a line into words and operators. */
const tokensOf = (line: string): readonly { readonly operator?: string; readonly word?: string }[] => {
  const tokens = [];
  token.lastIndex = 0;
  for (let match = token.exec(line); match !== null && match[0] !== ""; match = token.exec(line)) {
    const [, comment, operator, word] = match;
    if (comment !== undefined) break;
    if (operator !== undefined) tokens.push({ operator });
    if (word === undefined) continue;
    if (/\$[({\w]|`/.test(word.replaceAll(/'[^']*'/g, "")))
      throw new Error(`${word}: variables and substitutions can't be run`);
    tokens.push({ word: unquote(word) });
  }
  return tokens;
};

interface Draft {
  words: string[];
  env: Record<string, string>;
  to?: string;
  from?: string;
}

const redirections: Readonly<Record<string, "to" | "from">> = { ">": "to", "<": "from" };

/** Parses one line: pipelines, each of commands. */
const parseLine = (line: string): readonly (readonly Command[])[] => {
  const pipelines: Draft[][] = [[{ words: [], env: {} }]];
  let redirection: "to" | "from" | undefined;
  for (const { operator, word = "" } of tokensOf(line)) {
    const command = pipelines.at(-1)?.at(-1);
    if (command === undefined) continue;
    const assignment = /^(\w+)=(.*)$/.exec(word);
    if (operator === "|") pipelines.at(-1)?.push({ words: [], env: {} });
    else if (operator === "&&" || operator === ";") pipelines.push([{ words: [], env: {} }]);
    else if (operator !== undefined) {
      redirection = redirections[operator];
      if (redirection === undefined) throw new Error(`${operator} can't be run`);
    } else if (redirection !== undefined) {
      command[redirection] = word;
      redirection = undefined;
    } else if (assignment && (command.words.length === 0 || command.words[0] === "export"))
      command.env[assignment[1] ?? ""] = assignment[2] ?? "";
    else command.words.push(word);
  }
  return pipelines.filter((pipeline) =>
    pipeline.some(({ words, env }) => words.length > 0 || Object.keys(env).length > 0),
  );
};

/**
 * Parses the commands of a shell block: words with quotes, pipelines, redirections, `&&`, variables that are set, comments.
 *
 * @returns A list of pipelines, each a list of commands.
 * @throws Error at other syntax.
 */
export const parseCommands = (code: string): readonly (readonly Command[])[] =>
  code
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n")
    .flatMap(parseLine);

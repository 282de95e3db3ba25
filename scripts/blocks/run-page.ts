import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Page, repository } from "../site/page-files.ts";
import { compareOutput } from "./compare-output.ts";
import { type Block, pageMarkersOf } from "./parse-blocks.ts";
import { preparePage } from "./places.ts";
import { runCode } from "./run-code.ts";
import { runCommands, type Shell } from "./run-commands.ts";
import { setups } from "../testing/page-setups.ts";
import { createSubstitutes } from "./substitutes.ts";
import { type Check, type Treatment, treatmentOf } from "./treatment.ts";

/** A page whose blocks run one after the other, in a folder of its own. */
export interface PageRun {
  /** Checks the next block. Rejects with a sentence that says what is wrong with it. */
  readonly check: (block: Block) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A block with its code padded, so that its lines have the numbers that they have in the page. */
const padded = ({ line, code }: Block): string => `${"\n".repeat(line)}${code}\nexport {};\n`;

const parseYaml = (text: string): unknown => {
  const { parse } = createRequire(join(repository, "packages/relay/package.json"))("yaml") as {
    readonly parse: (text: string) => unknown;
  };
  return parse(text);
};

/** Splits a session into its commands, each with what is printed after it. */
const sessionOf = (code: string): readonly { readonly command: string; readonly output: string }[] =>
  code
    .split(/^\$ /m)
    .slice(1)
    .map((part) => ({ command: part.slice(0, part.indexOf("\n")), output: part.slice(part.indexOf("\n") + 1) }));

/** What runs a block, by the way its language is checked, and returns what it prints. */
type Run = (
  block: Block,
  treatment: Treatment,
  place: { readonly file: string; readonly shell: Shell },
) => Promise<string>;

const nothing = async (): Promise<string> => "";

const runs: Readonly<Record<Check, Run>> = {
  code: (block, _, { file, shell }) =>
    runCode(join(dirname(file), `run-${block.line}.ts`), padded(block), shell.substitutes),
  commands: ({ code }, _, { shell }) => runCommands(code, shell),
  session: async ({ code }, _, { shell }) => {
    for (const { command, output } of sessionOf(code)) {
      const difference = compareOutput(await runCommands(command, shell, [0, 1]), output);
      if (difference !== undefined) throw new Error(difference);
    }
    return "";
  },
  json: nothing,
  yaml: nothing,
  text: nothing,
};

/** What is checked without running a block. */
const compile: Readonly<Partial<Record<Check, (code: string) => unknown>>> = { json: JSON.parse, yaml: parseYaml };

/** The name of a block that isn't marked as a file. Only code is written, for the compiler. */
const fileOf = ({ line }: Block, { check, compiles }: Treatment): string | undefined =>
  check === "code" && compiles ? `block-${line}.ts` : undefined;

/** Prepares a page. Its commands and examples run in its folder, which is the current one meanwhile. */
export const createPageRun = (page: Page): PageRun => {
  const folder = preparePage(page.path);
  const ofPage = pageMarkersOf(page);
  const home = process.cwd();
  const shell: Shell = { env: {}, substitutes: createSubstitutes() };
  process.chdir(folder);
  setups[page.path]?.(folder);
  let printed: string | undefined;
  return {
    check: async (block) => {
      const treatment = treatmentOf(block, ofPage);
      if (typeof treatment === "string") throw new Error(treatment);
      const { check, file = fileOf(block, treatment) } = treatment;
      const path = join(folder, file ?? "");
      if (file !== undefined) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, check === "code" ? padded(block) : block.code);
      }
      if (treatment.compiles) compile[check]?.(block.code);
      if (treatment.isOutput) {
        if (printed === undefined) throw new Error("no block before it was run, so this can't be its output");
        const difference = compareOutput(printed, block.code);
        if (difference !== undefined) throw new Error(difference);
      } else {
        printed = treatment.runs ? await runs[check](block, treatment, { file: path, shell }) : undefined;
      }
    },
    close: async () => {
      process.chdir(home);
      await shell.substitutes.close();
    },
  };
};

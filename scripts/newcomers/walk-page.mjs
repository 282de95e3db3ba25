import { existsSync } from "node:fs";
import { join } from "node:path";
import { run, StoppedError } from "./empty-folder.mjs";
import { commandsOf, paragraphAbove, promisedBy, readBlocks } from "./read-blocks.mjs";

/** What a newcomer runs in an empty folder. Programs that go on, and ask for keys, have tests of their own. */
const isWalked = (command) =>
  /^npm (?:install|pkg|i) |^npx (?:@email-events\/codegen|email-events-codegen) generate /.test(command);

const isGenerated = (code) => code.includes('from "./generated/');

/** Where a block is written: beside what was generated, or at the top; as the page asks, or as a plain module. */
const fileOf = (page, code, index) => {
  const ending = /[Ss]ave (?:an example|it) as `[\w-]*\.mts`/.test(page) ? "mts" : "ts";
  return `${isGenerated(code) ? "src/" : ""}example-${index + 1}.${ending}`;
};

/** The flags that a page compiles with: `npx tsc FLAGS`. */
const flagsIn = (page) => /`npx tsc (--[^`]*--outDir [^`]+)`/.exec(page)?.[1]?.split(" ") ?? [];

const compiledFrom = (folder, file, flags) =>
  join(folder.path, flags.includes("--outDir") ? "dist" : "", file.replace(/ts$/, "js"));

/** Consoles differ in how they print lists and objects. */
const inOneForm = (lines) => lines.join("\n").replaceAll(/[\s'"]+/g, "");

const runExample = async (folder, compiled, code) => {
  if (!existsSync(compiled)) throw new StoppedError(`tsc wrote no ${compiled}`);
  const { exitCode, out, all } = await run(process.execPath, [compiled], { cwd: folder.path });
  if (exitCode !== 0) throw new StoppedError(`node ended with ${exitCode}\n${all}`);
  const promised = promisedBy(code);
  const printed = out
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd());
  if (promised.length > 0 && inOneForm(promised) !== inOneForm(printed)) {
    throw new StoppedError(`the page promises\n${promised.join("\n")}\nand what is printed is\n${printed.join("\n")}`);
  }
};

/** The name of the schema that the text above a JSON block asks for: `in \`schemas/x.schema.json\``. */
const namedFile = (page, line) => /`([\w./-]+\.schema\.json)`/.exec(paragraphAbove(page, line))?.[1];

/** The packages that a page says its examples need. */
const neededIn = (page) => {
  const [list = ""] = /example\s+needs\s+(?:`@[\w/-]+`(?:,\s+|\s+and\s+)?)+/.exec(page) ?? [];
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
};

const walkBlock = async (folder, page, { language, code, marker, argument, line, isCompiledOnly = false }, index) => {
  if (language === "sh") {
    if (marker === "not run") return 0;
    for (const command of commandsOf(code)) if (isWalked(command)) await folder.shell(command);
    return 0;
  }
  const file = marker === "file" ? argument : namedFile(page, line);
  if (language === "json" && file !== undefined) {
    folder.write(file, code);
    return 0;
  }
  if (language !== "ts" || marker === "part of" || marker === "not checked" || marker === "tested by") return 0;
  const target = marker === "file" ? argument : fileOf(page, code, index);
  // A block is a module, also where it exports nothing.
  folder.write(target, `${code}\nexport {};\n`);
  const flags = flagsIn(page);
  await folder.compile(flags);
  if (marker !== "not run" && !isCompiledOnly) await runExample(folder, compiledFrom(folder, target, flags), code);
  return 1;
};

/**
 * Does what a page says, block by block: installs, writes files, generates, compiles and runs examples, and compares what
 * they print.
 *
 * @param isRun whether examples of the page run, or are only compiled
 * @returns how many examples it walked
 * @throws StoppedError with the line of the page that stopped the walk
 */
export const walkPage = async (folder, page, { isRun = true } = {}) => {
  let count = 0;
  const needed = neededIn(page);
  if (needed.length > 0) await folder.shell(`npm install ${needed.join(" ")}`);
  for (const [index, block] of readBlocks(page).entries()) {
    const marked = isRun || block.language !== "ts" ? block : { ...block, isCompiledOnly: true };
    try {
      count += await walkBlock(folder, page, marked, index);
    } catch (error) {
      if (!(error instanceof StoppedError)) throw error;
      throw new StoppedError(`line ${block.line}: ${error.message}`);
    }
  }
  return count;
};

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run, StoppedError } from "./empty-folder.mjs";
import { commandsWithComments, paragraphAbove, readBlocks } from "./read-blocks.mjs";

/** They take minutes; NEWCOMERS=full runs them. */
const isLong = (command) => /^npm test$|\brehearse$/.test(command);

/** Git asks who commits; a newcomer has told it. */
const author = {
  GIT_AUTHOR_NAME: "A Newcomer",
  GIT_AUTHOR_EMAIL: "newcomer@example.com",
  GIT_COMMITTER_NAME: "A Newcomer",
  GIT_COMMITTER_EMAIL: "newcomer@example.com",
};

/** The section of a page, with its heading. */
const sectionOf = (page, heading) => new RegExp(`^## ${heading}\n[^]*?(?=^## )`, "m").exec(page)?.[0] ?? "";

/** Writes a file, or adds members to an object of it, as the sentence above says. */
const edit = (root, sentence, code) => {
  const [, file] = /In `([^`]+)`/.exec(sentence) ?? [];
  if (file === undefined) throw new StoppedError(`no file is named above the block: ${sentence}`);
  const [, member] = /add to `([^`]+)`/.exec(sentence) ?? [];
  const path = join(root, file);
  if (member === undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
    return;
  }
  if (!existsSync(path)) throw new StoppedError(`${file} isn't there`);
  const document = JSON.parse(readFileSync(path, "utf8"));
  if (document[member] === undefined) throw new StoppedError(`${file} has no ${member}`);
  Object.assign(document[member], JSON.parse(code));
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
};

/** Runs a command, which has to fail where its comment says so. */
const step = async ({ command, comment }, cwd) => {
  const start = performance.now();
  const { exitCode, all } = await run("sh", ["-c", command], { cwd, env: author });
  const fails = comment.startsWith("fails");
  if ((exitCode !== 0) !== fails) {
    throw new StoppedError(
      `${command} ended with ${exitCode}, and the page says "${comment || "it passes"}"\n${all.slice(-4000)}`,
    );
  }
  console.log(
    `  ${fails ? "fails, as written" : "passes"}: ${command} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  );
};

/**
 * Does what CONTRIBUTING says for a first change, from the clone on.
 *
 * @param work an empty folder
 * @param origin the repository to clone, in place of the address on the page
 * @throws StoppedError at the step that doesn't do what the page says
 */
export const walkContributing = async (page, work, origin) => {
  const section = sectionOf(page, "Your first change");
  let cwd = work;
  for (const { language, code, line } of readBlocks(section)) {
    if (language === "json") {
      edit(cwd, paragraphAbove(section, line), code);
      continue;
    }
    for (const { command, comment } of commandsWithComments(code)) {
      const [, folder] = /^cd (\S+)$/.exec(command) ?? [];
      if (folder !== undefined) cwd = join(cwd, folder);
      else if (isLong(command) && process.env.NEWCOMERS !== "full")
        console.log(`  left out: ${command} (NEWCOMERS=full)`);
      else
        await step(
          { command: command.replace(/^git clone \S+\/(\S+)\.git$/, `git clone --quiet ${origin} $1`), comment },
          cwd,
        );
    }
  }
};

import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/** Output that is quoted when a command fails, from its end. */
const maxQuotedChars = 4000;

/** Runs a program and resolves to what it printed; rejects with its output if it ends with another code than 0. */
export const run = (program, args, { cwd, env = process.env, input } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"] });
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8");
      child[stream].on("data", (text) => (printed[stream] += text));
    }
    child.stdin?.end(input);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) return resolve(printed.stdout);
      const said = `${printed.stdout}${printed.stderr}`.trim().slice(-maxQuotedChars);
      reject(new Error(`${[program, ...args].join(" ")} ended with ${code}\n${said}`));
    });
  });

/** Runs an action for each item, as many at a time as there are processors, and returns the results in order. */
export const forEach = async (items, action) => {
  const results = [];
  const waiting = items.entries();
  const work = async () => {
    for (const [index, item] of waiting) results[index] = await action(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
};

/** Returns the problem that an action fails with, as a list of one; an empty list if it succeeds. */
export const problemOf = async (title, action) => {
  try {
    await action();
    return [];
  } catch (error) {
    return [`${title}: ${error.message}`];
  }
};

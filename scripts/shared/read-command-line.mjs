// The command lines of scripts that check or write something: a misspelled word must not make a check pass.
import { parseArgs } from "node:util";

/**
 * Reads flags without values, and names. Ends the script with exit code 2 and a sentence for a word that isn't known.
 *
 * @param flags - Such as `check` for `--check`.
 * @param names - Which names there are.
 */
export const readCommandLine = (flags, names = []) => {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: "boolean" }]));
    const { values, positionals } = parseArgs({ options, allowPositionals: names.length > 0 });
    const unknown = positionals.find((name) => !names.includes(name));
    if (unknown === undefined) return { flags: values, named: positionals };
    throw new Error(`Unknown name ${JSON.stringify(unknown)} (${[...new Set(names)].join(", ")})`);
  } catch (error) {
    console.error(`error: ${error.message}`);
    return process.exit(2);
  }
};

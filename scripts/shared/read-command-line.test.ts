import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

it.each([
  [
    "generate.mjs",
    ["cor", "--check"],
    /^error: Unknown name "cor" \(core, validator, sandbox, playground, fixtures, docs\)$/m,
  ],
  ["generate.mjs", ["docs", "--chekc"], /^error: Unknown option '--chekc'/m],
  ["api-reports.mjs", ["--chekc"], /^error: Unknown option '--chekc'/m],
  ["api-reports.mjs", ["core"], /^error: Unexpected argument 'core'/m],
  ["newcomers.mjs", ["airshp"], /^error: Unknown name "airshp" \(start, airship, /m],
])("a script does nothing for a word that it doesn't know: %s %j", (script, args, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "..", script), ...args], {
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(message);
});

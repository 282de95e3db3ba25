import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { useStates } from "../src/testing/state-folder.ts";

const page = readFileSync(new URL("../../../docs/running-the-relay.md", import.meta.url), "utf8");

const newState = useStates();

it("the page about operating a relay has a configuration file that is valid, with every section", async () => {
  const path = `${newState()}.yaml`;
  writeFileSync(path, /^```yaml\n([^]*?)^```$/m.exec(page)?.[1] ?? "");
  const config = await readConfig(path);
  expect(Object.keys(config)).toHaveLength(14);
  expect((await runCommand(["config", "print", "--config", path])).exitCode).toBe(0);
});

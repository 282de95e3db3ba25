import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config/read-config.ts";
import { runCommand } from "../src/testing/run-command.ts";
import { setAsideOf, useStates } from "../src/testing/state-folder.ts";

const page = readFileSync(new URL("../../../docs/running-the-relay.md", import.meta.url), "utf8");
const section = page.slice(page.indexOf("\n## Operate\n"));
const blockOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "m").exec(section)?.[1] ?? "";

const newState = useStates();

describe("the page about operating a relay", () => {
  it("has commands that work, in their order", async () => {
    const setAside = Array.from({ length: 14 }, () => setAsideOf("{}"));
    const path = newState({ setAside, offsets: { airship: "1" } });
    const commands = blockOf("sh").trimEnd().split("\n");
    expect(commands.length).toBeGreaterThan(8);
    for (const command of commands) {
      const [, words = ""] = /^email-events (.*?)(?: +#.*)?$/.exec(command) ?? [];
      const argv = words.split(" ").map((word) => (word === "relay.state" ? path : word));
      expect([command, (await runCommand(argv)).exitCode]).toEqual([command, 0]);
    }
  });

  it("has a configuration file that is valid, with every section", async () => {
    const path = `${newState()}.yaml`;
    writeFileSync(path, blockOf("yaml"));
    const config = await readConfig(path);
    expect(Object.keys(config)).toHaveLength(11);
    expect((await runCommand(["config", "print", "--config", path])).exitCode).toBe(0);
  });
});

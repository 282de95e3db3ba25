import { describe, expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";

const commands = ["rejects list", "rejects show", "rejects retry", "rejects drop"].concat(
  ["offset show", "offset set", "offset forget"],
  ["state check", "state repair"],
  ["queue create", "queue info"],
);

describe("help", () => {
  it.each(commands)("of %s is the same by each way to it, and has examples that parse", async (name) => {
    const words = name.split(" ");
    const { exitCode, out, err } = await runCommand([...words, "--help"]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out.startsWith(`Usage: email-events ${name} `)).toBe(true);
    expect(await runCommand(["help", ...words])).toEqual({ exitCode, out, err });
    const examples = [...out.matchAll(/^ {2}\$ npx @email-events\/relay (.*)/gm)].map(([, line = ""]) =>
      line.split(" "),
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      // Without the file or the broker that it names, and nothing else, an example can't be run.
      const isOfQueue = example.includes("--nats");
      const placed = example.map((word) => word.replace(/^nats:.*/, "nats://127.0.0.1:9"));
      const { exitCode: code, err: said } = await runCommand([
        ...placed,
        ...(isOfQueue ? ["--connect-timeout=1ms"] : []),
      ]);
      const why = isOfQueue ? /No broker can be reached|The broker doesn't answer/ : /relay\.state doesn't exist/;
      expect([code, said]).toEqual([isOfQueue ? 3 : 4, expect.stringMatching(why)]);
    }
  });

  it.each(["rejects", "offset", "state", "queue"])("of %s lists its commands", async (group) => {
    const { exitCode, out } = await runCommand([group, "--help"]);
    expect(exitCode).toBe(0);
    for (const name of commands.filter((command) => command.startsWith(`${group} `))) {
      expect(out).toMatch(new RegExp(`^ {2}${name.split(" ")[1] ?? ""} +\\S`, "m"));
    }
  });
});

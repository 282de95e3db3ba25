import { expect, it } from "vitest";
import { secretVariables } from "../config/secrets-in-file.ts";
import { runCommand } from "../testing/run-command.ts";

/** The variables that the help of a command lists. */
const variablesOf = async (command: string): Promise<readonly string[]> => {
  const { out } = await runCommand([command, "--help"]);
  const [, lines = ""] = /^Environment:\n((?: {2}.*\n)+)/m.exec(out) ?? [];
  return lines.match(/[A-Z_]{4,}(?= )/g) ?? [];
};

it("help lists the variables of each secret that a command reads", async () => {
  const isOf = (prefix: string) => (name: string) => name.startsWith(prefix);
  const [run, ingest, deliver] = await Promise.all(["run", "ingest", "deliver"].map(variablesOf));
  expect(run).toEqual(expect.arrayContaining(secretVariables.filter((name) => !isOf("NATS_")(name))));
  expect(ingest).toEqual(expect.arrayContaining(secretVariables.filter((name) => !isOf("PIPELINES_")(name))));
  expect(deliver).toEqual(expect.arrayContaining(["PIPELINES_WRITE_KEY", ...secretVariables.filter(isOf("NATS_"))]));
  expect(await variablesOf("relay")).toContain("PIPELINES_WRITE_KEY");
  expect(await variablesOf("map")).toEqual([]);
});

it.each(["relay", "run", "ingest", "deliver"])(
  "help of %s has no line above 100 columns but examples",
  async (name) => {
    const { out } = await runCommand([name, "--help"]);
    expect(out.split("\n").filter((line) => line.length > 100 && !line.startsWith("  $ "))).toEqual([]);
  },
);

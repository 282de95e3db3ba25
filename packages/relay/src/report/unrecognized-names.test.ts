import { describe, expect, it } from "vitest";
import { runCommand } from "../testing/run-command.ts";
import { clickLine } from "../testing/run-relay.ts";

const unknown = clickLine.replace('"name":"click"', '"name":"teleported"');
const stdin = [clickLine, unknown, unknown].join("\n");

describe("the names of unrecognized events", () => {
  it.each([
    ["relay", ["relay", "--from", "-", "--to", "sandbox"], "out"],
    ["map", ["map", "-"], "err"],
    ["validate", ["validate", "-"], "err"],
  ] as const)("are in the table of %s", async (_, argv, stream) => {
    const ended = await runCommand([...argv], { stdin });
    expect(ended[stream]).toMatch(/^unrecognized +2\n {2}"teleported" +2\ninvalid +0$/m);
  });

  it("are on standard error if the report is JSON, which has only the count", async () => {
    const argv = ["relay", "--from", "-", "--to", "sandbox", "--report", "json"];
    const { exitCode, out, err } = await runCommand(argv, { stdin });
    expect([exitCode, JSON.parse(out)]).toMatchObject([0, { received: 3, delivered: 1, unrecognized: 2 }]);
    expect(err).toMatch(/^Unrecognized: "teleported" 2\.$/m);
  });
});

import { writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runCommand } from "../../testing/run-command.ts";
import { setAsideOf, useStates } from "../../testing/state-folder.ts";

const newState = useStates();

/** A state with an event that is set aside and an offset, beside a configuration file of `run` that names it. */
const newRun = (...lines: readonly string[]) => {
  const state = newState({ setAside: [setAsideOf("{}")], offsets: { airship: "5" } });
  const config = `${state}.yaml`;
  writeFileSync(config, ["sources: [webhook]", ...lines].join("\n").replace("STATE", state));
  return { state, config };
};

const commands = [
  ["rejects", "list"],
  ["rejects", "show", "1"],
  ["rejects", "retry", "1"],
  ["rejects", "drop", "1"],
  ["offset", "show"],
  ["offset", "set", "airship", "6"],
  ["offset", "forget", "airship"],
];

it.each(commands)("%s %s takes the state from the configuration file of a run", async (...words) => {
  const named = newRun("state: STATE");
  const written = newRun();
  const withoutTimes = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME");
  const [fromFile, fromOption] = await Promise.all([
    runCommand([...words, "--config", named.config]),
    runCommand([...words, "--state", written.state]),
  ]);
  expect(fromFile.exitCode).toBe(0);
  expect(withoutTimes(fromFile.out + fromFile.err)).toBe(withoutTimes(fromOption.out + fromOption.err));
});

it("--state overrides the configuration file", async () => {
  const { config } = newRun("state: /nowhere/relay.state");
  const { state } = newRun();
  expect((await runCommand(["offset", "show", "--config", config, "--state", state])).out).toMatch(/^airship {2}5 /);
});

it("a configuration file with a queue names that, whatever its state is", async () => {
  const { config } = newRun("state: STATE", "nats: { servers: ['nats://127.0.0.1:9'], connectTimeout: 1ms }");
  expect(await runCommand(["offset", "show", "--config", config])).toMatchObject({ exitCode: 3, out: "" });
});

it("a configuration file that names neither leaves the place open", async () => {
  const { config } = newRun("nats: { prefix: mail }");
  expect(await runCommand(["offset", "show", "--config", config])).toEqual({
    exitCode: 2,
    out: "",
    err: "error: --state is required (state file of a run), or --nats with a broker of the queue\n",
  });
});

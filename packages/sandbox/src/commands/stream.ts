import { once } from "node:events";
import { choice, defineCommand, flag, number, repeated, UsageError, value, withDefault } from "@email-events/cli";
import { createAirshipStreamSandbox } from "../airship-stream/create-airship-stream-sandbox.ts";
import { parseStreamFault, streamFaultForms } from "../airship-stream/parse-stream-fault.ts";
import type { CommandIo } from "../io.ts";
import { credential } from "./credential.ts";
import { inOrder } from "./in-order.ts";
import { listen } from "./listen.ts";

const fault = repeated({
  ...value("FAULT", "fault of the next request; with several, one for each request", (written, { name, quote }) => {
    const parsed = parseStreamFault(written);
    if (parsed !== undefined) return parsed;
    throw new UsageError(`${name} must be ${streamFaultForms}, not "${quote(written)}"`);
  }),
  expected: streamFaultForms,
});

/** `email-events-sandbox stream`: serves Airship's stream until it is interrupted, then prints what it served. */
export const streamCommand = defineCommand({
  name: "stream",
  summary: "Run Airship's Real-Time Data Streaming on 127.0.0.1",
  usage: "[options]",
  inputs: {
    port: withDefault(number("PORT", { least: 0, most: 65_535 }, "port on 127.0.0.1, 0 for any free one"), "4181"),
    "app-key": credential("KEY", "app key"),
    token: credential("TOKEN", "token"),
    "master-secret": credential("SECRET", "master secret"),
    count: withDefault(number("N", { least: 0 }, "number of events"), "1000"),
    seed: withDefault(number("N", { least: 0, most: 0xffff_ffff }, "the same seed gives the same events"), "1"),
    rate: number("N", { least: 1, most: 1_000_000 }, "events a second; by default as fast as they are read"),
    duplicates: withDefault(number("SHARE", { least: 0, most: 1, decimals: 4 }, "share of repeated events"), "0"),
    retain: withDefault(
      number("N", { least: 1, most: 1_000_000 }, "how many of the last events a reader can resume from"),
      "100000",
    ),
    gzip: withDefault(choice("WHEN", ["asked", "always", "never"], "when to compress the response"), "asked"),
    redirect: flag("answer requests without the SRV cookie with 307"),
    "keep-alive": withDefault(number("MS", { least: 1, most: 3_600_000 }, "time between keep-alives"), "10000"),
    fault,
    "repeat-faults": flag("repeat the faults from the first one"),
  },
  examples: [
    "npx @email-events/sandbox stream --count 100000 --duplicates 0.01 --redirect",
    "npx @email-events/sandbox stream --fault reset:500 --fault 503 --fault stall:20 --repeat-faults",
  ],
  run: async (options, { terminal, signal }: CommandIo) => {
    const { port, count, seed, rate, duplicates, gzip, redirect, token, fault: faults } = options;
    const sandbox = await listen(port, () =>
      createAirshipStreamSandbox({
        port,
        count,
        seed,
        duplicates,
        gzip,
        redirect,
        token,
        appKey: options["app-key"],
        masterSecret: options["master-secret"],
        ...(rate !== undefined && { rate }),
        maxEvents: options.retain,
        keepAliveMs: options["keep-alive"],
        respond: inOrder(faults, options["repeat-faults"]),
      }),
    );
    terminal.out(`Airship stream at ${sandbox.url}; stop it with Ctrl-C.`);
    if (!signal.aborted) await once(signal, "abort");
    await sandbox.close();
    terminal.json(sandbox.received());
    return 0;
  },
});

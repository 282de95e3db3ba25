import { join } from "node:path";
import { generateAirshipEvents, generateBulkTrackingEvents } from "@email-events/sandbox";
import { openOperator } from "@email-events/store";
import { expect, it, onTestFinished } from "vitest";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startSandbox } from "../src/testing/start-sandbox.ts";
import { startStream } from "../src/testing/start-stream.ts";

const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` };

/** More than one request to the API takes. */
const count = 1_500;

/** Events of which every fiftieth has a name that no mapping has. */
const withUnknown = (events: readonly object[], change: (event: object) => object): readonly object[] =>
  events.map((event, index) => (index % 50 === 49 ? change(event) : event));

/** An API that takes one request and no other. */
const startBrokenApi = () => {
  let taken = 0;
  return startSandbox({
    keep: 10_000,
    respond: () => {
      taken += 1;
      return taken > 1 ? { status: 503 } : undefined;
    },
  });
};

it.each([
  { source: "airship", how: "paused", options: ["--deadline=0.1"], exitCode: 0 },
  { source: "webhook", how: "out of its grace", options: ["--grace=50ms"], exitCode: 5 },
] as const)(
  "a run that is stopped $how while a chunk of $source is partly delivered: a restart sends only the rest",
  async ({ source, options, exitCode }) => {
    // Another one for the restart: what the first run still sends while it ends must not be taken.
    const [stream, folder, broken, api] = await Promise.all([
      startStream(),
      temporaryFolder(),
      startBrokenApi(),
      startSandbox({ keep: 10_000 }),
    ]);
    const events =
      source === "airship"
        ? withUnknown([...generateAirshipEvents({ seed: 21, count })], (event) => ({ ...event, type: "NOVEL" }))
        : withUnknown([...generateBulkTrackingEvents({ seed: 21, count })], (event) => ({ ...event, type: "novel" }));
    const unknown = count / 50;
    const state = join(folder, "state");
    const argv =
      source === "airship"
        ? ["--source=airship", `--airship-url=${stream.url}`, "--airship-start=earliest"]
        : ["--source=webhook", "--webhook-listen=127.0.0.1:0"];
    const all = [...argv, `--state=${state}`];
    const ids = (): readonly string[] =>
      [broken, api].flatMap((one) => one.events().map(({ messageId }) => String(messageId)));

    const first = startRun([...all, `--to=${broken.url}`, ...options]);
    if (source === "airship") stream.push(events);
    else await fetch(await first.webhook(), { method: "POST", headers, body: JSON.stringify(events) });
    await until(
      () => first.err().includes(exitCode === 0 ? "can't be delivered within" : "HTTP 503"),
      "it is in trouble",
    );
    const one = await first.stop();
    const before = ids().length;
    const expected = deliverableIds(source, events);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(expected.length);
    expect(one).toMatchObject({ exitCode, report: { delivered: before } });

    const second = startRun([...all, `--to=${api.url}`]);
    await until(() => new Set(ids()).size >= expected.length, "all are delivered");
    const operator = openOperator(state);
    onTestFinished(() => operator.close());
    await until(() => operator.stats().setAside === unknown, "the others are set aside");
    await second.stop();
    expect(ids().toSorted()).toEqual(expected);
    expect(operator.stats()).toMatchObject({ setAside: unknown, pending: 0 });
  },
);

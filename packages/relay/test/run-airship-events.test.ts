import { join } from "node:path";
import { emailFeedback } from "@email-events/airship-stream";
import { generateAirshipEvents } from "@email-events/sandbox";
import { expect, it } from "vitest";
import { deliverableIds } from "../src/testing/deliverable-ids.ts";
import { startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";

const emails = [...generateAirshipEvents({ seed: 4, count: 60 })].filter(({ type }) => type === "CUSTOM");
const ofApps = emails.map(({ id }) => ({ id: `app-${id}`, type: "SEND", device: { device_type: "IOS" } }));
const mixed = emails.flatMap((event, index) => [ofApps[index] ?? {}, event]);

it.each([
  ["all", [], mixed.length, ofApps.length],
  ["email", ["--airship-events=email"], emails.length, 0],
])("of a project with apps, the stream has %s events", async (_, more, received, unrecognized) => {
  const [stream, folder] = await Promise.all([startStream(), temporaryFolder()]);
  stream.push(mixed);
  const run = startRun([
    "--source=airship",
    "--source=compliance",
    `--airship-url=${stream.url}`,
    "--airship-start=earliest",
    "--to=sandbox",
    `--state=${join(folder, "state")}`,
    ...more,
  ]);
  await until(() => run.err().includes("airship: the first offset is stored"), "an offset is stored");
  const { report } = await run.stop();
  const delivered = deliverableIds("airship", emails).length;
  expect(report).toMatchObject({ received, delivered, unrecognized });
  // Compliance events have no device: the filter would leave none of them.
  const filters = more.length > 0 ? [emailFeedback] : undefined;
  expect(new Set(stream.requests().map((request) => request.filters))).toEqual(new Set([filters, undefined]));
});

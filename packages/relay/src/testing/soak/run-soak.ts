import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { buildCli } from "../build-cli.ts";
import { temporaryFolder } from "../start-run.ts";
import { startProbedRun, type Sample } from "./probed-run.ts";
import { startSenders, startServers } from "./traffic.ts";

const streamEventsPerSecond = 300;

/** Runs a relay through faults for some minutes, and samples what it holds. */
export const runSoak = async (minutes: number, samples: number) => {
  const folder = await temporaryFolder();
  const { api, stream } = await startServers(streamEventsPerSecond, minutes * 60);
  onTestFinished(async () => void (await Promise.all([api.close(), stream.close()])));
  const run = await startProbedRun(await buildCli(folder), folder, [
    "--source=airship",
    `--airship-url=${stream.url}`,
    "--airship-start=earliest",
    "--source=webhook",
    "--webhook-listen=127.0.0.1:0",
    "--ops-listen=127.0.0.1:0",
    `--to=${api.url}`,
    `--state=${join(folder, "state")}`,
    "--deadline=5",
    "--dedupe=50000",
  ]);
  onTestFinished(run.kill);
  const senders = startSenders(run.webhook);
  const taken: Sample[] = [];
  for (let index = 0; index < samples; index += 1) {
    await delay((minutes * 60_000) / samples);
    taken.push(await run.sample());
  }
  await senders.finish();
  return { taken, accepted: api.received().accepted, ...(await run.stop()) };
};

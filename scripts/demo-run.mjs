// The second half of `npm start`: a stream and a webhook, relayed by `email-events run` until both are delivered. The
// relay is killed on the way, and starts again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const secrets = {
  AIRSHIP_APP_KEY: "demo-app",
  AIRSHIP_TOKEN: "demo-token",
  WEBHOOK_SECRET: "demo-secret",
  PIPELINES_WRITE_KEY: "demo-key",
};

/** Starts the relay, and resolves to it once its servers listen. */
const start = async (program, args) => {
  const child = spawn(process.execPath, [program, "run", ...args], {
    env: { ...process.env, ...secrets },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const written = { out: "", log: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => void (written.out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => void (written.log += text));
  const find = (pattern) => pattern.exec(written.log)?.[1];
  while (find(/listening on ([\w.:]+)/) === undefined || find(/metrics are at (http:[\w./:]+)/) === undefined) {
    if (child.exitCode !== null) throw new Error(`email-events run ended with ${child.exitCode}\n${written.log}`);
    await delay(20);
  }
  const stop = async (signal) => {
    child.kill(signal);
    const [code] = await exited;
    return { code, out: written.out, log: written.log };
  };
  return { webhook: find(/listening on ([\w.:]+)/), ops: find(/metrics are at (http:[\w./:]+\d)/), stop };
};

const readPending = async (ops) => {
  const metrics = await (await fetch(`${ops}/metrics`)).text();
  return Number(/^email_events_pending (\d+)$/m.exec(metrics)?.[1]);
};

/** Relays generated events of both sources, and returns what the relay reports and what the API has counted. */
export const runDemo = async ({ program, folder, count }) => {
  const sandbox = await import("../packages/sandbox/dist/index.js");
  const api = await sandbox.createSandbox({ writeKey: secrets.PIPELINES_WRITE_KEY, keep: 4 * count });
  const stream = await sandbox.createAirshipStreamSandbox({
    appKey: secrets.AIRSHIP_APP_KEY,
    token: secrets.AIRSHIP_TOKEN,
    count,
    seed: 7,
  });
  const args = ["--source=airship", `--airship-url=${stream.url}`, "--airship-start=earliest", `--to=${api.url}`];
  args.push("--source=webhook", "--ops-listen=127.0.0.1:0", `--state=${join(folder, "relay.state")}`);
  const first = await start(program, [...args, "--webhook-listen=127.0.0.1:0"]);
  const sender = sandbox.createBulkTrackingSender({
    url: `http://${first.webhook}/events`,
    headers: { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` },
    events: sandbox.generateBulkTrackingEvents({ count, seed: 7 }),
    retryDelayMs: 100,
  });
  try {
    while (api.received().accepted < count / 4) await delay(5);
    await first.stop("SIGKILL");
    const second = await start(program, [...args, `--webhook-listen=${first.webhook}`]);
    const { confirmed, resends } = await sender.done;
    let seen = -1;
    // The stream never ends: it is delivered once nothing is pending and nothing more came for a while.
    while ((await readPending(second.ops)) > 0 || seen !== api.received().accepted) {
      seen = api.received().accepted;
      await delay(300);
    }
    const { code, out } = await second.stop("SIGTERM");
    const ids = api.events().map(({ messageId }) => messageId);
    return { code, report: out, confirmed, resends, accepted: ids.length, distinct: new Set(ids).size };
  } finally {
    await sender.close();
    await Promise.all([api.close(), stream.close()]);
  }
};

import { writeFile } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";

/** Starts a server of the platforms that answers each request by its number, from 0. */
const startPlatform = async (answer: (response: ServerResponse, number: number) => void): Promise<string> => {
  let requests = 0;
  const server = createServer((request, response) => {
    request.resume();
    answer(response, requests);
    requests += 1;
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
};

const readinessAt = async (ops: string): Promise<readonly [number, string]> => {
  const answer = await fetch(`${ops}/readyz`);
  return [answer.status, await answer.text()];
};

const click = {
  event_id: "c-1",
  recipient: "nora@example.com",
  timestamp: "1773042072000",
  type: "click",
  url: "https://a.example/",
};

const argvOf = async (...argv: readonly string[]): Promise<readonly string[]> => [
  "--ops-listen=127.0.0.1:0",
  `--state=${join(await temporaryFolder(), "state")}`,
  ...argv,
];
const airshipAt = (url: string): readonly string[] => [
  "--source=airship",
  "--to=sandbox",
  `--airship-url=${url}`,
  "--airship-start=earliest",
];

describe("a run", () => {
  it("is ready again once a stream that was down is open, though it has no event", async () => {
    let isDown = true;
    const url = await startPlatform((response) => {
      if (isDown) response.writeHead(503).end();
      else response.writeHead(200).write("\n");
    });
    const run = startRun(await argvOf(...airshipAt(url)));
    const ops = await run.ops();
    await until(async () => (await readinessAt(ops))[0] === 503, "it isn't ready");
    isDown = false;
    await until(async () => (await readinessAt(ops))[0] === 200, "it is ready again");
    expect((await run.stop()).err).toMatch(/airship: .*503.*airship: recovered/s);
  });

  it("says which file of a secret can't be read, and goes on once it can", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "token");
    const { AIRSHIP_TOKEN, ...others } = secrets;
    await writeFile(file, AIRSHIP_TOKEN);
    const url = await startPlatform((response, number) => {
      if (number === 0) void writeFile(file, "").then(() => response.writeHead(503).end());
      else response.writeHead(200).write("\n");
    });
    const run = startRun(await argvOf(...airshipAt(url)), { ...others, AIRSHIP_TOKEN_FILE: file });
    const ops = await run.ops();
    const empty = "airship: AIRSHIP_TOKEN_FILE: the file is empty.";
    await until(async () => (await readinessAt(ops))[1].includes(empty), "it names the file");
    await writeFile(file, AIRSHIP_TOKEN);
    await until(async () => (await readinessAt(ops))[0] === 200, "it is ready again");
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0, err: expect.stringContaining(empty) });
  });

  it("isn't ready while it is stopped and settles what is in flight: it takes no more requests", async () => {
    const api = await startPlatform(() => undefined);
    const run = startRun(await argvOf("--source=webhook", "--webhook-listen=127.0.0.1:0", `--to=${api}`));
    const [ops, webhook] = await Promise.all([run.ops(), run.webhook()]);
    const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}`, "content-type": "application/json" };
    await fetch(webhook, { method: "POST", headers, body: JSON.stringify(click) });
    expect(await readinessAt(ops)).toEqual([200, "ready\n"]);
    const stopped = run.stop();
    expect(await readinessAt(ops)).toEqual([503, expect.stringMatching(/^the process is stopping/)]);
    run.abandon();
    await expect(stopped).resolves.toMatchObject({ exitCode: 5, report: { received: 1, pending: 1 } });
  });

  it("stays ready when a stream is refused and the webhook works, and names the stream", async () => {
    const url = await startPlatform((response) => void response.writeHead(401).end());
    const run = startRun(await argvOf(...airshipAt(url), "--source=webhook", "--webhook-listen=127.0.0.1:0"));
    const ops = await run.ops();
    await until(() => run.err().includes("The other sources continue."), "the stream is refused");
    expect(await readinessAt(ops)).toEqual([200, expect.stringMatching(/^ready\nwarning: airship: .*401/)]);
    expect(await (await fetch(`${ops}/metrics`)).text()).toMatch(/email_events_paused\{reason="airship: .*\} 1/);
    expect((await run.stop()).exitCode).toBe(3);
  });
});

import { createSandbox } from "@email-events/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { CommandError } from "../command-error.ts";
import type { RelayedEvent } from "../judging/step.ts";
import { outgoingOf } from "../testing/outgoing-of.ts";
import type { OutgoingEvent } from "./outgoing-event.ts";
import { openDestination } from "./destination.ts";

const onTrouble = (): void => undefined;
const env = { PIPELINES_WRITE_KEY: "key" };
const event: RelayedEvent = {
  type: "track",
  event: "Email Opened",
  userId: "user_1",
  properties: { email_id: "msg_1" },
};
async function* chunkOf(count: number): AsyncGenerator<readonly OutgoingEvent[]> {
  yield Array.from({ length: count }, () => outgoingOf(event));
}

describe("openDestination", () => {
  it.each(["us", "eu", "http://127.0.0.1:1"])("asks for the key for %s", async (to) => {
    const options = { env: { PIPELINES_WRITE_KEY: " " }, onTrouble };
    await expect(openDestination(to, options)).rejects.toThrow(/^Set PIPELINES_WRITE_KEY or PIPELINES_WRITE_KEY_FILE /);
  });

  it("names the variable that a bad key came from", async () => {
    const options = { env: { PIPELINES_WRITE_KEY: "a b" }, onTrouble };
    await expect(openDestination("us", options)).rejects.toThrow(/^PIPELINES_WRITE_KEY /);
  });

  it("refuses plain http to another machine, in words of the command line", async () => {
    const options = { env: { PIPELINES_WRITE_KEY: "key" }, onTrouble };
    const sentence = "--to must be https or on loopback, since http shows the write key to the network.";
    await expect(openDestination("http://host", options)).rejects.toThrow(
      expect.objectContaining({ name: "CommandError", message: sentence }),
    );
  });

  it.each([
    ["https://user:pa55@host", "key"],
    ["http://user:pa55@host", "key"],
    ["https://user:pa55@host", ""],
    ["htp://user:pa55@host", "key"],
    ["user:pa55@host", "key"],
  ])("never prints the credentials of %s", async (to, writeKey) => {
    const options = { env: { PIPELINES_WRITE_KEY: writeKey }, onTrouble };
    await expect(openDestination(to, options)).rejects.toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("pa55") }),
    );
  });

  it("opens a destination that can't be reached yet", async () => {
    const destination = await openDestination("http://127.0.0.1:1", { env, onTrouble });
    expect([destination.inFlight(), destination.trouble()]).toEqual([0, undefined]);
    await destination.close();
  });

  it("has trouble until an event is accepted again", async () => {
    const sandbox = await createSandbox({ respond: ({ number }) => (number === 1 ? { status: 503 } : undefined) });
    onTestFinished(() => sandbox.close());
    const troubles: (string | undefined)[] = [];
    const destination = await openDestination(sandbox.url, {
      env,
      onTrouble: () => troubles.push(destination.trouble(), `${destination.inFlight()} in flight`),
    });
    for await (const some of destination.sendChunks(chunkOf(3))) troubles.push(...some.map(({ status }) => status));
    expect(troubles).toEqual(["HTTP 503", "3 in flight", "delivered", "delivered", "delivered"]);
    expect([destination.trouble(), destination.inFlight()]).toEqual([undefined, 0]);
    await destination.close();
  });

  it("returns at once what is in flight when it is abandoned", async () => {
    const abandonment = new AbortController();
    const sandbox = await createSandbox({ respond: () => ({ status: 503 }) });
    onTestFinished(() => sandbox.close());
    const destination = await openDestination(sandbox.url, {
      env,
      abandon: abandonment.signal,
      onTrouble: () => abandonment.abort(),
    });
    const statuses: string[] = [];
    for await (const some of destination.sendChunks(chunkOf(2))) statuses.push(...some.map(({ status }) => status));
    expect(statuses).toEqual(["undelivered", "undelivered"]);
    await destination.close();
  });

  it("tries no longer than its deadline", async () => {
    const destination = await openDestination("http://127.0.0.1:1", { env, deadlineMs: 50, onTrouble });
    for await (const some of destination.sendChunks(chunkOf(1)))
      expect(some).toMatchObject([{ status: "undelivered" }]);
    await destination.close();
  });

  it.each([
    "https://a.test/?key=hunter2",
    "https:hunter2",
    " https://hunter2",
    "https://u:hunter2@a.test",
    "https://a.test/hunter2",
  ])("refuses %j without repeating it", async (to) => {
    const opened = openDestination(to, { env, onTrouble });
    await expect(opened).rejects.toThrow(/^--to must be an http\(s\) origin without credentials or path\.$/);
  });

  it("refuses a proxy address that isn't one at once, by the name of its variable alone", async () => {
    vi.stubEnv("ALL_PROXY", "socks5://user:secret@proxy:1080");
    onTestFinished(() => void vi.unstubAllEnvs());
    const opened = openDestination("us", { env, onTrouble });
    await expect(opened).rejects.toThrow(CommandError);
    await expect(opened).rejects.toThrow(/^The variable ALL_PROXY isn't the URL of an HTTP proxy: (?!.*secret)/);
  });
});

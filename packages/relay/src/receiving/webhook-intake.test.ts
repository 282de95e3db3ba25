import { WebhookBusyError, type WebhookItem } from "@email-events/bulk-tracking-webhook";
import { describe, expect, it } from "vitest";
import { createMemoryQueue } from "../testing/memory-queue.ts";
import { createRunStatus } from "../lifecycle/status.ts";
import { StoreQueueError } from "../state/store-queue-error.ts";
import { createIntake, type IntakeParts } from "./webhook-intake.ts";

const toItem = (index: number, text: string, isJson = true): WebhookItem => {
  const shared = { index, bytes: Buffer.from(text) };
  const issue = { pointer: "", code: "json", expected: "JSON", received: "something else" };
  return isJson ? { ...shared, status: "parsed", value: {} } : { ...shared, status: "invalid", issues: [issue] };
};

const open = (parts: Partial<IntakeParts> = {}) => {
  const memory = createMemoryQueue();
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const accept = createIntake({ queue: memory.queue, status, now: () => 7, ...parts });
  return { ...memory, status, accept };
};

const failFull = (): never => {
  throw new StoreQueueError("full", "it is full");
};

/** An event, and one that is too large. */
const mixed = [toItem(0, "{}"), toItem(1, "x".repeat(1_001))];

describe("the intake of the webhook", () => {
  it("publishes the bytes of each item as they came", async () => {
    const { accept, texts, chunks } = open();
    await expect(accept([toItem(0, "{}"), toItem(1, "{\n}"), toItem(2, "{", false)])).resolves.toEqual([]);
    expect(texts()).toEqual(["{}", "{\n}", "{"]);
    expect(chunks[0]).toMatchObject({ source: "webhook", partition: 0, receivedAt: 7 });
  });

  it("sets aside at once what is too large, or what the queue can't hold as a line, and says so", async () => {
    const toLine = ({ bytes }: WebhookItem) => (bytes.includes(10) ? undefined : bytes);
    const published: number[] = [];
    const { accept, texts, rejects, status } = open({ toLine, onPublished: (count) => void published.push(count) });
    const head = "x".repeat(1_000);
    const items = [toItem(0, "{}"), toItem(1, `${head}one`), toItem(2, "{\n", false), toItem(3, `${head}two`)];
    await expect(accept(items)).resolves.toMatchObject([
      { index: 1, status: "invalid", issues: [{ code: "too_large", received: "1003 bytes" }] },
      { index: 2, status: "invalid", issues: [{ code: "json" }] },
      { index: 3, status: "invalid", issues: [{ code: "too_large" }] },
    ]);
    expect([texts(), published]).toEqual([["{}"], [1]]);
    expect(rejects.map(({ payload }) => Buffer.from(payload).toString())).toEqual([head, "{\n", head]);
    expect(new Set(rejects.map(({ id }) => id)).size).toBe(3);
    expect(rejects[1]?.reason).toBe("expected JSON, received something else");
    expect(status.report()).toMatchObject({ received: 4, invalid: 3 });
  });

  it("tells a sender to wait while the queue is full, and passes other errors on", async () => {
    const { accept, fail, status } = open();
    fail("full");
    await expect(accept([toItem(0, "{}")])).rejects.toThrow(WebhookBusyError);
    fail("unavailable");
    await expect(accept([toItem(0, "{}")])).rejects.toMatchObject({ code: "unavailable" });
    expect(status.report().received).toBe(0);
  });

  it("sets aside nothing of a request that isn't published: the sender repeats it", async () => {
    const { accept, before, rejects, status } = open();
    before(async (request) => (request === "publish" ? failFull() : undefined));
    await expect(accept(mixed)).rejects.toThrow(WebhookBusyError);
    expect([rejects, status.report().received]).toEqual([[], 0]);
  });

  it("counts what is published, although the rest of the request is refused: it will be delivered", async () => {
    const { accept, before, status } = open();
    before(async (request) => (request === "setAside" ? failFull() : undefined));
    await expect(accept(mixed)).rejects.toThrow(WebhookBusyError);
    status.settle([{ status: "delivered" }]);
    expect(status.report()).toMatchObject({ received: 1, delivered: 1, pending: 0 });
  });

  it("sets aside what is too large by now, and has a sender repeat what no longer fits when it is published", async () => {
    const { accept, before, limitTo, rejects } = open();
    before(async () => limitTo(10));
    const items = [toItem(0, "x".repeat(20))];
    await expect(accept(items)).rejects.toThrow(WebhookBusyError);
    await expect(accept(items)).resolves.toMatchObject([{ index: 0, issues: [{ code: "too_large" }] }]);
    expect(rejects).toHaveLength(1);
  });
});

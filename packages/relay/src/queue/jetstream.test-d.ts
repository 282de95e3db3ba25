import type { createJetStreamQueue, QueueError as JetStreamError } from "@email-events/jetstream";
import { expectTypeOf, test } from "vitest";
import type { Queue } from "./queue.ts";
import type { QueueError } from "./queue-error.ts";

test("the queue of @email-events/jetstream fits", () => {
  expectTypeOf<Awaited<ReturnType<typeof createJetStreamQueue>>>().toExtend<Queue>();
});

test("it takes all that the port gives", () => {
  type JetStream = Awaited<ReturnType<typeof createJetStreamQueue>>;
  expectTypeOf<Parameters<Queue["publish"]>>().toExtend<Parameters<JetStream["publish"]>>();
  expectTypeOf<Parameters<Queue["setAside"]>>().toExtend<Parameters<JetStream["setAside"]>>();
});

test("its errors are those of the port", () => {
  expectTypeOf<JetStreamError>().toExtend<QueueError>();
  expectTypeOf<JetStreamError["code"]>().toEqualTypeOf<QueueError["code"]>();
});

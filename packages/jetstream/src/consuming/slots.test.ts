import type { Msg } from "@nats-io/transport-node";
import { expect, it } from "vitest";
import type { DeliveredMessage } from "./delivery.ts";
import { createSlots } from "./slots.ts";

const message: Msg = JSON.parse("{}");
const deliveredOf = (sequence: number): DeliveredMessage => ({
  count: 1,
  sequence,
  storedAt: "1",
  message,
  reply: "r",
});

it("a place is taken while a message is asked for, waits or is out, and messages are taken in their order", () => {
  const slots = createSlots(5);
  expect([slots.free(), slots.take()]).toEqual([5, undefined]);
  slots.ask(4);
  expect(slots.free()).toBe(1);
  slots.add(deliveredOf(1));
  slots.add(deliveredOf(2));
  expect(slots.free()).toBe(1);
  expect([slots.take()?.sequence, slots.take()?.sequence, slots.take()]).toEqual([1, 2, undefined]);
  expect(slots.free()).toBe(1);
  slots.finish();
  expect(slots.free()).toBe(2);
  slots.miss(2);
  expect(slots.free()).toBe(4);
  slots.finish();
  expect(slots.free()).toBe(5);
});

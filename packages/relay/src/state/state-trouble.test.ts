import { StoreError } from "@email-events/store";
import { expect, it } from "vitest";
import { createStateTrouble } from "./state-trouble.ts";
import { createRunStatus } from "../lifecycle/status.ts";

const full = new StoreError("full", "full");

/** The trouble of a state with so many bytes of room. */
const create = (roomBytes = 0) => {
  const status = createRunStatus({ note: () => undefined, trouble: () => undefined });
  const room = { bytes: roomBytes };
  const trouble = createStateTrouble({ hasRoom: (bytes) => bytes <= room.bytes }, status);
  return { trouble, room, isWell: () => status.troubles().size === 0 };
};

const [webhook, stream] = [{}, {}];

it("a state is in trouble until no committer waits, whatever others store", () => {
  const { trouble, isWell } = create();
  trouble.lacks(stream, full, { isWaiting: true });
  trouble.stored(webhook, true);
  trouble.look();
  expect(isWell()).toBe(false);
  trouble.stored(stream, false);
  expect(isWell()).toBe(true);
});

it("a state that refused a request is in trouble until there is room for it, whatever others wait for and store", () => {
  const { trouble, room, isWell } = create(9);
  trouble.lacks(webhook, full, { isWaiting: false, refusedBytes: 10 });
  trouble.lacks(stream, full, { isWaiting: true });
  trouble.stored(stream, false);
  trouble.look();
  expect(isWell()).toBe(false);
  room.bytes = 10;
  trouble.look();
  expect(isWell()).toBe(true);
});

it("a state that stored a request is well", () => {
  const { trouble, isWell } = create();
  trouble.lacks(webhook, full, { isWaiting: false, refusedBytes: 10 });
  trouble.stored(webhook, true);
  expect(isWell()).toBe(true);
});

import { describe, expectTypeOf, it } from "vitest";
import type { SemanticEmailEvent } from "../../index.ts";
import { mapByName, mapMessage, skip, toTrackCall, type Mapper, type Message, type ToCall } from "../index.ts";

interface Opened {
  readonly kind: "opened";
  readonly robot?: boolean;
}

interface Queued {
  readonly kind: "queued";
}

interface EventMap {
  opened: Opened;
  queued: Queued;
}

type Reason = "not-terminal" | "no-identity";

const toOpened: ToCall<Opened, SemanticEmailEvent> = (_event, message) =>
  toTrackCall(message, "Email Opened", message.properties);

declare const message: Message;

const map = mapMessage<{ readonly kind: string }, Message["properties"], Reason>(() => message);

describe("a table of mappers", () => {
  it("becomes a mapper of the vocabulary's events", () => {
    const mapEvent = mapByName<EventMap, SemanticEmailEvent, Reason>(({ kind }) => kind, {
      opened: map(toOpened),
      queued: skip("not-terminal"),
    });
    expectTypeOf(mapEvent).toEqualTypeOf<Mapper<Opened | Queued, SemanticEmailEvent, Reason>>();
    // @ts-expect-error an event has a kind
    mapEvent({ robot: true });
  });

  it("needs an entry for each kind, with the type of its events and a known reason", () => {
    // @ts-expect-error there is no entry for queued
    mapByName<EventMap>(({ kind }) => kind, { opened: map(toOpened) });
    // @ts-expect-error there is no such reason
    mapByName<EventMap, SemanticEmailEvent, Reason>(({ kind }) => kind, { opened: map(toOpened), queued: skip("no") });
    // @ts-expect-error the entry queued has a mapper of opens
    mapByName<EventMap>(({ kind }) => kind, { opened: map(toOpened), queued: map(toOpened) });
  });
});

describe("toTrackCall", () => {
  it("returns a call that is assignable to a semantic event", () => {
    const call = toTrackCall(message, "Email Opened", message.properties);
    expectTypeOf(call).toExtend<SemanticEmailEvent>();
    expectTypeOf(call.event).toEqualTypeOf<"Email Opened">();
    expectTypeOf(call.timestamp).toEqualTypeOf<string>();
    expectTypeOf(toTrackCall(message, "Email Seen", message.properties)).not.toExtend<SemanticEmailEvent>();
  });
});

import type { Msg } from "@nats-io/transport-node";
import { expect, it } from "vitest";
import { toDelivered } from "./delivery.ts";

const messageOf = (reply: string | undefined): Msg => Object.assign(JSON.parse("{}"), { reply });

// Both forms, the later with and without its last token: https://github.com/nats-io/nats-architecture-and-design/blob/main/adr/ADR-15.md
it.each([
  ["of one server", "$JS.ACK.EVENTS.deliver.2.7.9.1773042072000000000.5"],
  ["with a domain", "$JS.ACK.hub.ABCDEF.EVENTS.deliver.2.7.9.1773042072000000000.5"],
  ["with a domain and a random token", "$JS.ACK._.ABCDEF.EVENTS.deliver.2.7.9.1773042072000000000.5.xyz"],
])("a reply subject %s tells which message is delivered, and how often", (_, reply) => {
  const message = messageOf(reply);
  expect(toDelivered(message)).toEqual({ count: 2, sequence: 7, storedAt: "1773042072000000000", message, reply });
});

it.each([undefined, "", "_INBOX.a.b", "$JS.API.EVENTS.deliver.2.7.9.1.5", "JS.ACK.EVENTS.deliver.2.7.9.1.5"])(
  "a message with the reply subject %s is none of the stream",
  (reply) => {
    expect(toDelivered(messageOf(reply))).toBeUndefined();
  },
);

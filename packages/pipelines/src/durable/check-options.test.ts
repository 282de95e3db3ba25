import { expect, it } from "vitest";
import { createDurableClient } from "../durable.ts";
import { ConfigError } from "../index.ts";

const client = { track: () => {}, send: () => {}, close: () => {} };
const store = { append: () => {}, ack: () => {}, replay: () => {}, close: () => {} };

it.each<[unknown, string]>([
  [undefined, "The options must be an object with client and store."],
  [null, "The options must be an object with client and store."],
  ["x", "The options must be an object with client and store."],
  [[], "The options must be an object with client and store."],
  [{}, "client must have track() send() close()."],
  [{ client: { track: (): void => {} }, store }, "client must have track() send() close()."],
  [{ client }, "store must have append() ack() replay() close()."],
  [{ client, store: new Map() }, "store must have append() ack() replay() close()."],
  [{ client, store, messageId: "id" }, "messageId must be a function."],
  [{ client, store, messageID: (): string => "id" }, "There is no option messageID."],
])("a durable client refuses %o", (options, message) => {
  const create = () => createDurableClient(options as never);
  expect(create).toThrow(ConfigError);
  expect(create).toThrow(message);
});

it("a durable client takes null for a missing messageId", () => {
  expect(() => createDurableClient({ client, store, messageId: null } as never)).not.toThrow();
});

import { describe, expect, it } from "vitest";
import { createWebhookHandler } from "./create-webhook-handler.ts";
import { createWebhookReceiver } from "./create-webhook-receiver.ts";

const good = { auth: { secret: "s3cret" }, accept: async (): Promise<void> => {} };
const noWholeNumbers: readonly unknown[] = [
  NaN,
  Infinity,
  -Infinity,
  -1,
  0,
  1.5,
  "10",
  "",
  true,
  [],
  {},
  8n,
  new Date(),
];

describe.each([
  ["createWebhookHandler", createWebhookHandler],
  ["createWebhookReceiver", createWebhookReceiver],
])("%s", (_name, create) => {
  const make = (options: unknown) => () => create(options as never);

  it.each([undefined, null, "s3cret", 7, [], true, () => {}])("refuses %o in place of options", (options) => {
    expect(make(options)).toThrow(new TypeError("The options must be an object with auth and accept"));
  });

  it.each(["maxBodyBytes", "maxItems", "maxInFlight"])("refuses a %s that isn't a whole number, 1 or more", (name) => {
    for (const value of noWholeNumbers)
      expect(make({ ...good, [name]: value })).toThrow(new TypeError(`${name} must be a whole number, 1 or more`));
    expect(make({ ...good, [name]: undefined })).not.toThrow();
  });

  it.each([
    [{ maxBodybytes: 5 }, /^There is no option maxBodybytes; use auth, accept, /],
    [{ constructor: 5 }, /^There is no option constructor; use auth/],
    [{ "s3cret-s3cret": 5 }, /^There is no option of this name; use auth/],
    [{ auth: { secret: "s3cret", user: "me" } }, /^There is no option auth.user; use auth.secret, auth.username/],
    [{ auth: { secret: "s3cret", username: 5 } }, /^auth.username must be a string/],
    [{ auth: { secret: "s3cret", username: "me:you" } }, /^auth.username must have no colon$/],
    [{ auth: { secret: "s3cret", header: 5 } }, /^auth.header must be the name of a header/],
    [{ auth: { secret: "s3cret", header: null } }, /^auth.header must be the name of a header/],
    [{ auth: null }, /^auth.secret must be a string/],
    [{ auth: "s3cret" }, /^auth.secret must be a string/],
    [{ accept: null }, /^accept must be a function/],
    [{ onError: "log" }, /^onError must be a function/],
  ])("refuses %o, without a secret in the message", (options, message) => {
    expect(make({ ...good, ...options })).toThrow(TypeError);
    expect(make({ ...good, ...options })).toThrow(message);
    expect(make({ ...good, ...options })).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching("s3cret") }),
    );
  });
});

import { expect, test } from "vitest";
import { buildIdentity } from "./build-identity.ts";
import { chooseIdentify, identifyBy, type Identifiers, type Identify } from "./identify.ts";

test.each<[Identifiers | null | undefined, object | undefined]>([
  [{ userId: "u" }, { userId: "u" }],
  [{ anonymousId: "a" }, { anonymousId: "a" }],
  [
    { userId: "u", anonymousId: "a" },
    { userId: "u", anonymousId: "a" },
  ],
  [{ userId: "<>", anonymousId: "a" }, { anonymousId: "a" }],
  [{ userId: null, anonymousId: "" }, undefined],
  [{}, undefined],
  [null, undefined],
  [undefined, undefined],
])("a function that returns %j leads to the identity %j", (identifiers, identity) => {
  expect(identifyBy(() => identifiers)({}, { userId: "other", recipient: "nora@example.com" })).toStrictEqual(identity);
});

test("errors of the function propagate", () => {
  const identify = identifyBy(() => {
    throw new Error("no such table");
  });
  expect(() => identify({}, {})).toThrow("no such table");
});

/** What callers in JavaScript return, which the type refuses. */
const identifyAs = (returned: unknown) => identifyBy(() => returned as Identifiers)({}, {});

test.each([
  ["u", "a string"],
  [42, "a number"],
  [["u", "a"], "an array"],
  [Promise.resolve({ userId: "u" }), "a promise"],
  [{ then: () => undefined }, "a promise"],
])("a function that returns %j, and would identify nobody, is an error", (returned, misfit) => {
  const message = `The option identity must return an object with userId or anonymousId, not ${misfit}.`;
  expect(() => identifyAs(returned)).toThrow(new TypeError(message));
});

test.each(["", 0, false, { name: "Nora" }])("a function that returns %j identifies nobody this time", (returned) => {
  expect(identifyAs(returned)).toBeUndefined();
});

test("identifiers become an identity unchanged", () => {
  expect(buildIdentity("u", "a")).toStrictEqual({ userId: "u", anonymousId: "a" });
  expect(buildIdentity("u", undefined)).toStrictEqual({ userId: "u" });
  expect(buildIdentity(undefined, "a")).toStrictEqual({ anonymousId: "a" });
  expect(buildIdentity(undefined, undefined)).toBeUndefined();
});

test("the option identity is a name, the first one by default, or a function", () => {
  const ways = {
    user: (_event, { userId }) => buildIdentity(userId, undefined),
    device: (_event, { anonymousId }) => buildIdentity(undefined, anonymousId),
  } satisfies Record<string, Identify<object>>;
  const identify = (given: "user" | "device" | undefined | (() => Identifiers)) =>
    chooseIdentify(given, ["user", "device"], ways)({}, { userId: "u", anonymousId: "a" });
  expect(identify(undefined)).toStrictEqual({ userId: "u" });
  expect(identify("user")).toStrictEqual({ userId: "u" });
  expect(identify("device")).toStrictEqual({ anonymousId: "a" });
  expect(identify(() => ({ userId: "own" }))).toStrictEqual({ userId: "own" });
  expect(() => identify("constructor" as "user")).toThrow(
    new TypeError(
      'The option identity can\'t be "constructor": use one of "user", "device", or a function of the event.',
    ),
  );
});

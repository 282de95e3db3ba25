import { expect, test } from "vitest";
import { toIdentity } from "./to-identity.ts";

test.each([
  ["u", "a", { userId: "u", anonymousId: "a" }],
  ["u", undefined, { userId: "u" }],
  ["u", "", { userId: "u" }],
  ["", "a", { anonymousId: "a" }],
  [undefined, "a", { anonymousId: "a" }],
  ["", "", undefined],
  [undefined, undefined, undefined],
])("userId %j and anonymousId %j become %j", (userId, anonymousId, identity) => {
  expect(toIdentity(userId, anonymousId)).toStrictEqual(identity);
});

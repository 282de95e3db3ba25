import { expect, test } from "vitest";
import type { Identity } from "../../generated/semantic/types.ts";
import { toTrackCall } from "./to-track-call.ts";

test.each<Identity>([{ userId: "u" }, { anonymousId: "a" }, { userId: "u", anonymousId: "a" }])(
  "combines the identity %j, the message and the properties",
  (identity) => {
    const context = { traits: { email: "nora@example.com" } };
    const properties = { email_id: "m-1" };
    const timestamp = "2026-03-09T07:41:12.000Z";
    const call = toTrackCall(
      { identity, messageId: "e-1", timestamp, context, properties },
      "Email Opened",
      properties,
    );
    expect(call).toStrictEqual({
      type: "track",
      event: "Email Opened",
      messageId: "e-1",
      timestamp,
      context,
      properties,
      ...identity,
    });
  },
);

import { describe, expect, it } from "vitest";
import { setUp } from "../testing/client.ts";
import { opened } from "../testing/events.ts";
import { rejected } from "../testing/fake-transport.ts";
import { toErrorMessage } from "./error-message.ts";

const answer = (errors: unknown): string => JSON.stringify({ meta: { errors } });

describe("the message of an answer", () => {
  it.each([
    [answer(["userId is required", "no such thing"]), "HTTP 400: userId is required; no such thing"],
    [answer([{ field: "userId", message: "is required" }]), 'HTTP 400: {"field":"userId","message":"is required"}'],
    [answer(["a", { b: [1] }, 2, null, ["c"]]), 'HTTP 400: a; {"b":[1]}; 2; null; ["c"]'],
    [answer({ field: "userId" }), 'HTTP 400: {"meta":{"errors":{"field":"userId"}}}'],
    ["<html>no</html>", "HTTP 400: <html>no</html>"],
    ["", "HTTP 400"],
  ])("of %s is %s", (body, message) => {
    expect(toErrorMessage(400, body)).toBe(message);
  });

  it("is truncated in a reason, whatever its form", async () => {
    const { client, clock } = setUp(() => rejected(400, answer([{ text: "x".repeat(5_000) }])));
    const outcome = client.track(opened(1));
    await clock.advance(100);
    const { reason } = (await outcome) as { readonly reason: string };
    expect(reason).toMatch(/^HTTP 400: \{"text":"x+$/);
    expect(reason).toHaveLength(500);
  });
});

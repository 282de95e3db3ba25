import { Socket } from "node:net";
import { expect, it, onTestFinished, vi } from "vitest";
import { createFakeClock } from "../testing/fake-clock.ts";
import { openConnection } from "./open-connection.ts";

it.each(["http://airship.test/api/events", "https://airship.test/api/events"])(
  "gives each address of a server a second to connect: %s",
  async (url) => {
    // What `net.connect` passes on: its options, and a callback.
    const connect = vi.spyOn(Socket.prototype, "connect").mockImplementation(function (this: Socket) {
      setImmediate(() => this.destroy(new Error("no network")));
      return this;
    });
    onTestFinished(() => connect.mockRestore());
    const { signal } = new AbortController();
    const connection = openConnection(
      { url: new URL(url), headers: {}, body: Buffer.from("{}") },
      { clock: createFakeClock(), idleTimeoutMs: 1_000, signal },
    );
    expect(await connection.answer()).toBeUndefined();
    const options = expect.objectContaining({ host: "airship.test", autoSelectFamilyAttemptTimeout: 1_000 });
    expect(connect.mock.calls.flat(2)).toContainEqual(options);
  },
);

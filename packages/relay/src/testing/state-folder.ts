import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Change } from "@email-events/store";
import { afterEach } from "vitest";

/** Returns what makes a state in a folder of its own, which is removed after the test, and returns its path. */
export const useStates = (): ((...changes: readonly Change[]) => string) => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return (...changes) => {
    const folder = mkdtempSync(join(tmpdir(), "relay-state-"));
    folders.push(folder);
    const path = join(folder, "relay.state");
    const store = openStore(path, { maxBytes: 4_000_000 });
    for (const change of changes) store.commit(change);
    store.close();
    return path;
  };
};

/** An event that is set aside, with a payload as text. */
export const setAsideOf = (
  payload: string | Uint8Array,
  { status = "invalid", reason = "no recipient", source = "webhook" } = {},
) => ({
  event: { source, payload: Buffer.from(payload), receivedAt: Date.UTC(2026, 0, 1) },
  status,
  reason,
  issues: [
    {
      pointer: "/recipient_adress",
      code: "additionalProperties",
      expected: "no such property",
      received: "a string of 15 characters",
      hint: 'did you mean "recipient_address"?',
    },
  ],
});

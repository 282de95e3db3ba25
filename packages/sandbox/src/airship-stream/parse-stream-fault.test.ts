import { describe, expect, it } from "vitest";
import { parseStreamFault } from "./parse-stream-fault.ts";

describe("a fault on a command line", () => {
  it.each([
    ["503", { status: 503 }],
    ["delay:2000", { delayMs: 2_000 }],
    ["reset", { break: "reset", afterEvents: 0 }],
    ["cut-line:500", { break: "cut-line", afterEvents: 500 }],
  ])("is %s", (text, fault) => {
    expect(parseStreamFault(text)).toEqual(fault);
  });

  it.each(["", "200", "600", "delay", "delay:", "reset:x", "reset:-1", "reset:1:2", "explode", "fin :3", "stall:1e3"])(
    "isn't %j",
    (text) => {
      expect(parseStreamFault(text)).toBeUndefined();
    },
  );
});

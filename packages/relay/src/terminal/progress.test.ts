import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { createProgress } from "./progress.ts";
import { createTerminal } from "../terminal.ts";

const messagesOn = (stderr: PassThrough) => createTerminal({ stdout: new PassThrough(), stderr }).messages;
const terminal = (isTTY: boolean) => Object.assign(new PassThrough({ encoding: "utf8" }), { isTTY });

describe("createProgress", () => {
  it("prints a line at most every 100 ms, in place of the one before", () => {
    const stderr = terminal(true);
    let nowMs = 0;
    const progress = createProgress(messagesOn(stderr), () => nowMs);
    for (nowMs = 0; nowMs < 250; nowMs += 50) progress.show(`${nowMs}`);
    progress.clear();
    expect(String(stderr.read()).split("\r")).toEqual(["", "0\u001B[K", "100\u001B[K", "200\u001B[K", "\u001B[K"]);
  });

  it("clears nothing if nothing was printed", () => {
    const stderr = terminal(true);
    createProgress(messagesOn(stderr)).clear();
    expect(stderr.read()).toBeNull();
  });

  it("is silent without a terminal", () => {
    const stderr = terminal(false);
    const progress = createProgress(messagesOn(stderr));
    progress.show("x");
    progress.clear();
    expect(stderr.read()).toBeNull();
  });
});

import { expect, it, vi } from "vitest";
import { openBrowser } from "./open-browser.ts";

it("says that no browser can be opened where no program for it is found", async () => {
  vi.stubEnv("PATH", "/nowhere");
  expect(await openBrowser("http://127.0.0.1:4180/")).toBe(false);
});

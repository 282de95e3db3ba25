import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPage } from "@email-events/playground/build";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../create-sandbox.ts";
import { expectFitForEveryone, isChromiumThere, launchChromium, whySkipped } from "../testing/chromium-page.ts";
import { readPage } from "./page-files.ts";

const open = {
  type: "CUSTOM",
  id: "399acb57-1735-44ba-afb7-dd58e6cc3ea8",
  offset: "1",
  occurred: "2026-03-09T07:41:12.000Z",
  processed: "2026-03-09T07:41:19.512Z",
  device: { channel: "a4aa02ef-dd35-4541-814e-879bde4db568", device_type: "EMAIL", named_user_id: "ada" },
  body: { name: "open", session_id: "84097828-fc31-48c8-9292-10df48901a85", triggering_push: { push_id: "p" } },
};

describe.skipIf(!isChromiumThere)(`the tools of the page in real Chromium${whySkipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "email-events-tools-"));
  let sandbox: Sandbox;
  let browser: Browser;
  let view: Page;
  const said: string[] = [];
  const asked = new Set<string>();
  beforeAll(async () => {
    await buildPage(folder);
    sandbox = await startSandbox({}, readPage(folder));
    browser = await launchChromium();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    view = await context.newPage();
    view.setDefaultTimeout(10_000);
    view.on("console", (message) => said.push(message.text()));
    view.on("pageerror", (error) => said.push(String(error)));
    view.on("request", (request) => asked.add(request.url()));
    await view.goto(sandbox.url);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  const copied = async (name: string): Promise<string> => {
    const section = view.getByRole("region", { name, exact: true });
    await section.getByRole("button", { name: `Copy ${name}` }).click();
    await section.getByRole("status").getByText("Copied.").waitFor();
    return view.evaluate<string>("navigator.clipboard.readText()");
  };
  const fillEvent = (event: object): Promise<void> =>
    view.getByRole("textbox", { name: "Event", exact: true }).fill(JSON.stringify(event));

  it("maps a skipped event once an option is set, and says what equals it", async () => {
    await fillEvent(open);
    await view.getByRole("status").getByText('stops on purpose at "mapped"').waitFor();
    await view.getByText("Options of the mappers: none set").click();
    await view.getByRole("combobox", { name: "airship.opens" }).selectOption("both");
    await view.getByRole("status").getByText("It arrives.").waitFor();
    expect(await copied("Options as a command")).toBe("npx @email-events/relay explain FILE --map airship.opens=both");
    expect(await copied("Options as code")).toContain('createAirshipMapper({\n  opens: "both",\n})');
    await expectFitForEveryone(view);
  });

  it("says which option a mapper refuses", async () => {
    await view.getByRole("textbox", { name: /airship.forward.delay/ }).fill("Email Opened");
    await view
      .getByRole("status")
      .getByText(/forward.delay can't be "Email Opened"/)
      .waitFor();
    await view.getByRole("button", { name: "Set all to their defaults" }).click();
    await view.getByRole("status").getByText('stops on purpose at "mapped"').waitFor();
  });

  it("had nothing to say to the console, and asked no other host", () => {
    expect(said).toEqual([]);
    expect([...new Set([...asked].map((url) => new URL(url).origin))]).toEqual([sandbox.url]);
  });
});

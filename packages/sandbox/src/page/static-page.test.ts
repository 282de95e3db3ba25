import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPage } from "@email-events/playground/build";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../pipelines-api/create-sandbox.ts";
import { isChromiumThere, launchChromium, listenTo, whySkipped } from "../testing/chromium-page.ts";
import { readPage } from "./page-files.ts";

const misspelled = '{ "type": "track",\r\n  "event": "Email Opned", "userId": "ada", "messageId": "m-1" }';

describe.skipIf(!isChromiumThere)(`the page of static files in real Chromium${whySkipped}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "email-events-static-"));
  let sandbox: Sandbox;
  let browser: Browser;
  let view: Page;
  const said: string[] = [];
  const asked = new Set<string>();
  beforeAll(async () => {
    await buildPage(folder, { isStatic: true });
    sandbox = await startSandbox({}, readPage(folder));
    browser = await launchChromium();
    view = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    listenTo(view, said, asked);
    await view.goto(sandbox.url);
    await view.locator(".cm-content").waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    rmSync(folder, { recursive: true });
  });

  /** Returns a property of the style of what has a text in the editor. */
  const styleOf = (text: string, property: "color" | "textDecorationStyle"): Promise<string> =>
    view.evaluate<string>(`
      const { shadowRoot } = [...document.querySelectorAll(".event-text div")].find((element) => element.shadowRoot);
      const isIt = (element) => element.textContent === ${JSON.stringify(text)};
      const spans = [...shadowRoot.querySelectorAll(".cm-content span")].filter(isIt);
      getComputedStyle(spans[0]).${property};
    `);

  it("has an editor that colors JSON, and underlines an issue at its place with the message", async () => {
    await view.getByRole("textbox", { name: "Event" }).fill(misspelled);
    const underlined = view.locator(".cm-lintRange-error");
    await underlined.waitFor();
    expect(await underlined.innerText()).toBe('"Email Opned"');
    expect(await styleOf('"Email Opned"', "textDecorationStyle")).toBe("wavy");
    expect(await styleOf('"userId"', "color")).not.toBe(await styleOf('"ada"', "color"));
    await underlined.hover();
    await view
      .locator(".cm-tooltip")
      .getByText(/noticed: .*Email Opened.*Next step/)
      .waitFor();
  });

  it("has an editor that is used by keyboard: F8 goes to the issue, which is said, and Tab leaves", async () => {
    await view.getByRole("textbox", { name: "Event" }).focus();
    await view.keyboard.press("Control+Home");
    await view.keyboard.press("F8");
    await view
      .locator("[aria-live]")
      .getByText(/^noticed: /)
      .waitFor();
    await view.keyboard.press("ArrowRight");
    await view.keyboard.press("Backspace");
    await view.keyboard.press("Tab");
    expect(await view.evaluate("document.activeElement.tagName")).toBe("SUMMARY");
    expect(said).toEqual([]);
  });

  const open = '{"type":"open","event_id":"e","timestamp":"1773042072000","recipient":"nora@example.com"}';
  const file = (name: string, text: string | Buffer) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

  it("reads a large file in the worker: counts by outcome, and the first of each kind", async () => {
    const lines = [...Array.from({ length: 12_000 }, () => open), "not JSON", open];
    await view.getByLabel("File").setInputFiles(file("large.ndjson", lines.join("\n")));
    await view.getByText("large.ndjson, 1.1 MB").waitFor();
    const kinds = view.getByRole("table", { name: "How they end" });
    await kinds.getByRole("row", { name: /read: json 1 / }).waitFor();
    await kinds.getByRole("button", { name: /Show event 12001, read/ }).click();
    await view.getByRole("heading", { name: "Event 12001" }).waitFor();
    await view.getByRole("button", { name: "Close the file" }).click();
    await view.locator(".cm-content").waitFor();
  });

  it("says in place that a file isn't text", async () => {
    await view.getByLabel("File").setInputFiles(file("events.gz", Buffer.from([0x1f, 0x8b, 8, 0])));
    await view.getByRole("status").getByText("The file is gzip. Decompress it first").waitFor();
  });

  /** Drops or pastes on the editor, as a browser does. */
  const give = (kind: "drop" | "paste", fill: string): Promise<void> =>
    view.evaluate<void>(`
      const given = new DataTransfer();
      ${fill};
      const { shadowRoot } = [...document.querySelectorAll(".event-text div")].find((element) => element.shadowRoot);
      const init = { bubbles: true, cancelable: true, composed: true, dataTransfer: given, clipboardData: given };
      shadowRoot
        .querySelector(".cm-content")
        .dispatchEvent(${kind === "drop" ? "new DragEvent('drop', init)" : "new ClipboardEvent('paste', init)"});
    `);

  it("edits a short file that is dropped on the editor, and reads a long text that is pasted as a file", async () => {
    await view.getByRole("button", { name: "Close the file" }).click();
    await view.locator(".cm-content").waitFor();
    await give("drop", 'given.items.add(new File(["[7]"], "short.json"))');
    await view.locator(".cm-content").getByText("[7]").waitFor();
    await give("paste", 'given.setData("text/plain", "[7,7]".padEnd(2_000_000))');
    await view.getByText("the given text, 2.0 MB").waitFor();
    await view.getByRole("status").getByText("a list of 2 values").waitFor();
  });

  it("keeps the file while another tab is open, until another text is given", async () => {
    await view.getByRole("tab", { name: "Trace" }).click();
    await view.getByRole("textbox", { name: "Event" }).getByText("[7]").waitFor();
    await view.getByRole("tab", { name: "Explain" }).click();
    await view.getByText("the given text, 2.0 MB").waitFor();
    await view.getByRole("status").getByText("a list of 2 values").waitFor();
    await view.getByRole("button", { name: "Close the file" }).press("Enter");
    expect(await view.evaluate("document.activeElement.id")).toBe("file");
    await view.getByRole("tab", { name: "Live" }).click();
    await view.evaluate(`
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["[7,7,7]".padEnd(2_000_000)], "large.json"));
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    `);
    await view.getByText("large.json, 2.0 MB").waitFor();
    await view.getByRole("tab", { name: "Trace" }).click();
    await view.getByRole("combobox", { name: "Sample" }).selectOption({ index: 1 });
    await view.getByRole("tab", { name: "Explain" }).click();
    await view.getByRole("heading", { name: "Event 1" }).waitFor();
    expect(await view.getByRole("button", { name: "Close the file" }).count()).toBe(0);
  });

  it("goes on showing the event that is edited, and begins another text with its first event", async () => {
    await view.getByLabel("File").setInputFiles(file("three.ndjson", [open, open, "{}"].join("\n")));
    await view.getByRole("button", { name: "Show event 3, recognized" }).click();
    await view.getByRole("textbox", { name: "Event" }).press("Control+End");
    await view.keyboard.type("1");
    await view.getByRole("button", { name: "Show event 3, read: json" }).waitFor();
    await view.getByRole("heading", { name: "Event 3" }).waitFor();
    await view.getByLabel("File").setInputFiles(file("two.ndjson", [open, open].join("\n")));
    await view.getByRole("heading", { name: "Event 1" }).waitFor();
  });

  it("lets the number of an event be typed anew, and says nothing of a text that is missing when a tab is opened", async () => {
    const status = await view.evaluate<string>(`new Promise((resolve) => {
      document.getElementById("tab-trace").click();
      setTimeout(() => resolve(document.querySelector("[role=status]").textContent));
    })`);
    expect(status).toMatch(/^Tracing the event\.|^Event 1/);
    const number = view.getByRole("spinbutton", { name: "Number of the event in the text" });
    await number.press("End");
    await number.press("Backspace");
    await number.press("2");
    expect(await number.inputValue()).toBe("2");
    await view.getByRole("status").getByText("Event 2, open.").waitFor();
    await view.getByRole("tab", { name: "Explain" }).click();
  });

  it("keeps what it says until the next answer, unless that takes long", async () => {
    const other = await browser.newPage();
    await other.clock.install();
    await other.goto(sandbox.url);
    const event = other.getByRole("textbox", { name: "Event" });
    const status = other.getByRole("status");
    await event.fill("[]");
    await status.getByText("a list of 0 values").waitFor();
    await other.clock.pauseAt(Date.now() + 60_000);
    await event.press("ArrowLeft");
    await other.keyboard.type("1");
    await other.evaluate(`{
      window.texts = [];
      const status = document.querySelector("[role=status]");
      new MutationObserver(() => texts.push(status.textContent)).observe(status, { characterData: true, subtree: true });
    }`);
    await other.clock.runFor(250);
    await status.getByText("this is 1").waitFor();
    expect(await other.evaluate("texts")).toHaveLength(1);
    await other.close();
  });

  it("has room for numbers on a phone", async () => {
    await view.setViewportSize({ width: 360, height: 740 });
    await view.getByRole("button", { name: "Show event 1" }).waitFor();
    expect(await view.evaluate("document.querySelector('thead tr').offsetHeight")).toBeLessThan(40);
    await view.setViewportSize({ width: 1280, height: 900 });
  });

  it("keeps the text area where the code of the editor can't be loaded", async () => {
    const other = await browser.newPage();
    await other.route(/code-editor/, (route) => route.abort());
    await other.goto(sandbox.url);
    const event = other.getByRole("textbox", { name: "Event" });
    await event.fill(misspelled.replace("\r", ""));
    await other.getByRole("button", { name: /\/event at line 2/ }).click();
    const area = 'document.querySelector("textarea")';
    expect(await other.evaluate(`${area}.value.slice(${area}.selectionStart, ${area}.selectionEnd)`)).toBe(
      '"Email Opned"',
    );
    await other.close();
  });

  it("takes over the selection of a text area that is used while the editor loads", async () => {
    const other = await browser.newPage();
    let goOn = (): void => undefined;
    await other.route(/code-editor/, (route) => {
      goOn = () => void route.continue();
    });
    await other.goto(sandbox.url);
    await other.getByRole("textbox", { name: "Event" }).fill("[1, 2]");
    await other.keyboard.press("Control+Home");
    goOn();
    await other.locator(".cm-content").waitFor();
    await other.keyboard.type("7");
    expect(await other.getByRole("textbox", { name: "Event" }).innerText()).toBe("7[1, 2]");
    await other.close();
  });

  it("has the schema, texts to take away and links without a sandbox", async () => {
    await view.getByLabel("File").setInputFiles(file("event.json", open));
    await view.getByRole("tab", { name: "Schema" }).click();
    await view.getByRole("list", { name: "Schema" }).getByText("/recipient").waitFor();
    await view.getByRole("region", { name: "Text of Types" }).getByText("interface BulkTrackingOpen ").waitFor();
    await view.getByRole("tab", { name: "Take away" }).click();
    await view.getByRole("region", { name: "Text of curl" }).getByText("$PIPELINES_URL/v1/track").waitFor();
    await view.getByRole("button", { name: "Make a link" }).click();
    await view.getByRole("region", { name: "Text of Link" }).getByText(`${sandbox.url}/#event=`).waitFor();
    expect(said).toEqual([]);
  });

  it("says in Live how to start a sandbox, and connects to nothing", async () => {
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByText("npx @email-events/sandbox serve --open").waitFor();
    const origins = new Set([...asked].map((url) => new URL(url).origin));
    expect([...origins]).toEqual([sandbox.url]);
    expect([...asked].filter((url) => url.includes("_sandbox"))).toEqual([]);
    expect(said).toEqual([]);
    const refused = await view.evaluate<string>(
      "fetch('/_sandbox/requests').then(() => 'answered', (error) => error.name)",
    );
    expect(refused).toBe("TypeError");
  });
});

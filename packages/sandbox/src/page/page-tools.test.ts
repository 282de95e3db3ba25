import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";
import { buildPage } from "@email-events/playground/build";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../pipelines-api/create-sandbox.ts";
import {
  expectFitForEveryone,
  isChromiumThere,
  launchChromium,
  listenTo,
  whySkipped,
} from "../testing/chromium-page.ts";
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
    listenTo(view, said, asked);
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
  /** Sends a track call; returns the status. */
  const send = async (call: object): Promise<number> => {
    const track = { type: "track", userId: "ada", properties: { email_id: "e-1" }, ...call };
    const { status } = await fetch(`${sandbox.url}/v1/track`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("key:")}` },
      body: JSON.stringify(track),
    });
    return status;
  };
  /** Gives an event as a file, which the page takes as its text. */
  const giveEvent = (event: object): Promise<void> =>
    view
      .getByLabel("File")
      .setInputFiles({ name: "event.json", mimeType: "text/plain", buffer: Buffer.from(JSON.stringify(event)) });

  it("maps a skipped event once an option is set, and says what equals it", async () => {
    await giveEvent(open);
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

  it("takes an event away as JSON, command, test, type and report, which are copied", async () => {
    await giveEvent({ ...open, body: { ...open.body, name: "initial_open" } });
    await view.getByRole("tab", { name: "Take away" }).click();
    await view.getByRole("status").getByText("Event 1, initial_open.").waitFor();
    expect(JSON.parse(await copied("Semantic JSON"))).toMatchObject({ event: "Email Opened", userId: "ada" });
    await promisify(execFile)("/bin/sh", ["-c", await copied("curl")]);
    expect(sandbox.requests().at(-1)).toMatchObject({ isStrict: true, status: 200, counts: { accepted: 1 } });
    expect(await copied("Test")).toContain('it("initial_open arrives"');
    expect(await copied("TypeScript type")).toContain("AirshipInitialOpenEvent");
    expect(await copied("Report for a ticket")).toMatch(
      /^# An email event: initial_open\n[^]*"named_user_id": "\[id \d+\]"/,
    );
    await expectFitForEveryone(view);
  });

  it("sends a call again, edited, and says what the sandbox answers", async () => {
    const call = view.getByRole("textbox", { name: "Call, which you can edit" });
    await call.fill((await call.inputValue()).replace('"ada"', '""'));
    await view.getByRole("button", { name: "Send", exact: true }).click();
    await view.getByText(/The sandbox answered 400: .*userId/).waitFor();
    await call.fill((await call.inputValue()).replace('"userId": ""', '"userId": "bob"'));
    await view.getByRole("button", { name: "Send", exact: true }).click();
    await view.getByText("The sandbox answered 200").waitFor();
    // A refused call leaves a line in the browser's console.
    expect(said.splice(0)).toEqual([expect.stringContaining("400")]);
  });

  it("lets the next requests fail as the form says, and clears the record", async () => {
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByText("Faults, and the sandbox's record").click();
    await view.getByRole("combobox", { name: "The next requests get" }).selectOption("503");
    await view.getByRole("spinbutton", { name: "How many requests" }).fill("2");
    await view.getByRole("button", { name: "Set the fault" }).click();
    await view.getByText("The next 2 requests get 503.").waitFor();
    await expectFitForEveryone(view);
    expect(await send({ event: "Email Opened", messageId: "m-1" })).toBe(503);
    await view.getByText("The next request gets 503.").waitFor();
    expect(await send({ event: "Email Opened", messageId: "m-1" })).toBe(503);
    await view.getByText("No fault is set.").waitFor();
    await view
      .getByRole("button", { name: /failed.*m-1/ })
      .first()
      .waitFor();
    await view.getByRole("spinbutton", { name: "How many requests" }).fill("-1");
    await view.getByRole("button", { name: "Set the fault" }).click();
    expect(await view.getByText("No fault is set.").count()).toBe(1);
    await view.getByRole("button", { name: "Clear the sandbox's record" }).click();
    await view.getByText("0 accepted, 0 dropped").waitFor();
    expect(sandbox.requests()).toEqual([]);
  });

  it("says that a messageId repeats, and which request had it first", async () => {
    await send({ event: "Email Opened", messageId: "m-1" });
    await send({ event: "Email Opened", messageId: "m-1" });
    await send({ event: "Email Delivered", messageId: "m-1" });
    await view
      .getByRole("button", { name: /accepted Email Delivered.*had another call with the same messageId/ })
      .waitFor();
    await view.getByRole("button", { name: /accepted Email Opened.*Accepted as a retry/ }).waitFor();
    await expectFitForEveryone(view);
  });

  it("shows the schema of the event, with the place that fails", async () => {
    await view.getByRole("tab", { name: "Schema" }).click();
    await giveEvent({ type: "click", event_id: "e", timestamp: "soon", recipient: "nora@example.com", url: "x:y" });
    await view.getByRole("status").getByText("One place of the event fails, and is marked.").waitFor();
    const trial = view.getByRole("region", { name: "Try a change of the schema" });
    await trial.getByRole("region", { name: "Text of Types" }).waitFor();
    await trial.locator(".cm-lintRange-error").waitFor();
    const schema = view.getByRole("list", { name: "Schema" });
    const failing = schema.getByRole("listitem").filter({ hasText: "fails" });
    expect(await failing.innerText()).toMatch(/^\/timestamp fails required.*\n[^]*expected .*, received "soon"/);
    const all = await schema.getByRole("listitem").count();
    await view.getByRole("checkbox", { name: /Only what the event has/ }).check();
    expect(await schema.getByRole("listitem").count()).toBeLessThan(all);
    await expectFitForEveryone(view);
  });

  it("makes types of a schema that is edited, validates the event with it, and says which bump the change needs", async () => {
    const trial = view.getByRole("region", { name: "Try a change of the schema" });
    const verdict = trial.getByRole("status").first();
    await trial
      .getByRole("region", { name: "Text of Types" })
      .getByText("export interface BulkTrackingClick")
      .waitFor();
    await verdict.getByText("The event has one issue as BulkTrackingClick. No changes.").waitFor();
    const editor = trial.getByRole("textbox", { name: "Schema, which you can edit" });
    await editor.fill('{ "title": "Opened", "required": ["id"],\n  "properties": { "id": { "type": "integer" } } }');
    await trial.getByRole("button", { name: "Compare with this text from now on" }).click();
    await editor.fill('{ "title": "Opened", "required": ["id"],\n  "properties": { "id": { "type": "string" } } }');
    await trial.getByRole("textbox", { name: "Event for the validator" }).fill('{\n  "id": 7 }');
    await verdict.getByText("The event has one issue as Opened. 1 change requires a major version.").waitFor();
    expect(await trial.getByRole("list", { name: "List of changes" }).innerText()).toMatch(
      /^major \/properties\/id\/type\n[^]*Breaking for both\. Backward .*: may fail\. Forward .*: may fail\./,
    );
    await trial.getByRole("button", { name: "/id at line 2, column 3" }).press("Enter");
    expect(await view.evaluate("document.activeElement.shadowRoot.getSelection().toString()")).toBe('"id"');
    expect(await copied("Types")).toContain("export interface Opened {\n  id: string;\n}\n");
    await expectFitForEveryone(view);
  });

  it("says where a schema is refused, and goes on", async () => {
    const trial = view.getByRole("region", { name: "Try a change of the schema" });
    const editor = trial.getByRole("textbox", { name: "Schema, which you can edit" });
    const refused = trial.getByRole("list", { name: "Why the schema is refused" });
    await editor.fill('{ "title": "Opened",\n  "type": oops }');
    await refused.getByText("this isn't JSON: unexpected character at line 2, column 11").waitFor();
    await editor.fill(
      '{ "properties": {\n  "a": { "$ref": "https://example.com/a.json" }, "b": { "pattern": "(" } } }',
    );
    await trial.getByRole("status").getByText("The schema is refused").waitFor();
    await refused.getByRole("button", { name: "/properties/b/pattern at line 2" }).click();
    expect(await view.evaluate("document.activeElement.shadowRoot.getSelection().toString()")).toBe('"pattern"');
    await expectFitForEveryone(view);
    await editor.focus();
    await view.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", '{ "title": "' + "x".repeat(10_500_000) + '" }');
      const { activeElement } = document.activeElement.shadowRoot;
      activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
    }`);
    await trial.getByText("the given text, 10.5 MB.").waitFor();
    await refused.getByText("this file is larger than 10 MB").waitFor();
    await trial.getByRole("button", { name: /Start again from the schema of bulk-tracking click/ }).click();
    await trial.getByRole("status").getByText("as BulkTrackingClick. No changes.").waitFor();
  });

  it("opens an event, its options, an edited schema and the tab from a link, and sends nothing of it", async () => {
    await view.getByRole("textbox", { name: "Schema, which you can edit" }).fill('{ "title": "Linked" }');
    await view.getByRole("tab", { name: "Explain" }).click();
    await giveEvent(open);
    await view.getByText("Options of the mappers: none set").click();
    await view.getByRole("combobox", { name: "airship.opens" }).selectOption("both");
    await view.getByRole("tab", { name: "Trace" }).click();
    await view.getByRole("button", { name: "Make a link" }).click();
    const link = await copied("Link");
    expect(link.startsWith(`${sandbox.url}/#event=`)).toBe(true);
    await expectFitForEveryone(view);
    const other = await view.context().newPage();
    const paths: string[] = [];
    other.on("request", (request) => paths.push(`${request.url()} ${request.postData() ?? ""}`));
    await other.goto(link);
    await other
      .getByRole("button", { name: "/event", exact: true })
      .or(other.getByText("An event of airship."))
      .first()
      .waitFor();
    expect(await other.getByRole("tab", { name: "Trace", selected: true }).count()).toBe(1);
    expect(await other.getByText("Options of the mappers: 1 set").count()).toBe(1);
    await other.getByRole("tab", { name: "Schema" }).click();
    await other.getByRole("region", { name: "Text of Types" }).getByText("type Linked = unknown;").waitFor();
    // The browser reports the fragment of the page itself, which it doesn't send.
    const sent = paths.map((path) => path.replace(link, sandbox.url)).join("\n");
    expect(sent).not.toContain(link.split("#event=")[1]);
    await other.evaluate("location.hash = '#event=AAAA'");
    await other.getByRole("alert").getByText("The link can't be read").waitFor();
    await other.close();
  });

  it("says that an event is too large for a link", async () => {
    const words = Array.from({ length: 9_000 }, (_, index) => Math.imul(index, 2_654_435_761).toString(36));
    await giveEvent({ words });
    await view.getByRole("button", { name: "Make a link" }).click();
    await view.getByText(/too large for a link: [\d,]+ characters, of at most 16,000/).waitFor();
  });

  /** Everything that a page shows or has in its address: markup, title, and the values of fields, where they aren't dots. */
  const shownText = (): Promise<string> =>
    view.evaluate<string>(`[
      document.documentElement.outerHTML,
      document.title,
      location.href,
      ...Array.from(document.querySelectorAll("input, textarea, select"), (field) =>
        getComputedStyle(field).webkitTextSecurity === "disc" ? "dots" : field.value),
    ].join("\\n")`);

  it("shows no address anywhere while the mask is on, copies none, and puts none into a link", async () => {
    const spellings = ["nora%40example.com", "\uFF20nora", "nora&#64;example.com", "<nora@example.com>"];
    const address = "nora@example.com";
    await view.goto(`${sandbox.url}/#event=nora`);
    await view.getByRole("alert").getByText("The link can't be read").waitFor();
    await giveEvent({
      type: "track",
      event: `Email Open ${address}`,
      userId: address,
      anonymousId: address,
      messageId: address,
      context: { traits: { email: address, [address]: 1 }, page: { url: `https://example.com/?u=${address}&v=1` } },
      properties: { [address]: spellings, email_id: `${"x".repeat(190)} ${address}` },
    });
    await send({ event: `Email ${address}`, userId: address, messageId: address });
    await view.getByText(/Options of the mappers/).click();
    await view.getByRole("textbox", { name: /airship.forward.delay/ }).fill(address);
    await view.getByRole("textbox", { name: /bulk-tracking.additional.userId/ }).fill(address);
    await view.getByRole("tab", { name: "Schema" }).click();
    const withAddress = { description: "nora@example.com", enum: ["nora@example.com"] };
    const schema = JSON.stringify({
      title: "Masked",
      properties: { "nora@example.com": withAddress, id: withAddress },
    });
    await view.getByRole("textbox", { name: "Schema, which you can edit" }).fill(schema);
    await view.getByRole("button", { name: "Compare with this text from now on" }).click();
    await view.getByRole("textbox", { name: "Schema, which you can edit" }).fill(schema.replaceAll("enum", "examples"));
    await view.getByRole("textbox", { name: "Event for the validator" }).fill('{ "id": "nora@example.com" }');
    await view
      .getByRole("status")
      .getByText(/valid Masked\. \d+ changes? require/)
      .waitFor();
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByRole("searchbox", { name: /messageId/ }).fill("example.com");
    await view.getByRole("button", { name: "Mask addresses" }).click();
    for (const tab of ["Live", "Explain", "Trace", "Take away", "Schema"]) {
      await view.getByRole("tab", { name: tab }).click();
      await view.getByRole("status").getByText(/\w/).first().waitFor();
      if (tab === "Explain" || tab === "Trace") await view.getByText(/Options of the mappers/).click();
      if (tab === "Explain") await view.getByRole("textbox", { name: /additional.userId/ }).waitFor();
      if (tab === "Live") await view.getByRole("button", { name: /accepted Email \[address\]/ }).click();
      if (tab === "Live") await view.getByRole("list", { name: "Stages" }).getByText("answered").waitFor();
      if (tab === "Schema") expect(await copied("Types")).toMatch(/type Masked [^]*\[address\]/);
      expect(await shownText()).not.toContain("nora");
      if (tab === "Explain") await expectFitForEveryone(view);
    }
    await view.getByRole("button", { name: "Make a link" }).click();
    const [, packed = ""] = (await copied("Link")).split("#event=");
    expect(inflateRawSync(Buffer.from(packed, "base64url")).toString("utf8")).toMatch(/^\["schema",(?![^]*nora)/);
    await expectFitForEveryone(view);
    await view.getByRole("button", { name: "Mask addresses" }).click();
    await view.getByRole("tab", { name: "Explain" }).click();
    await view.getByRole("textbox", { name: "Event" }).getByText("nora@example.com").first().waitFor();
  });

  it("copies no address of the texts to take away while the mask is on, and shows all again afterwards", async () => {
    await giveEvent({
      type: "track",
      event: "Email Opened",
      userId: "nora@example.com",
      messageId: "m",
      properties: { email_id: "e" },
    });
    await view.getByText(/Options of the mappers/).click();
    await view.getByRole("textbox", { name: /airship.forward.delay/ }).waitFor();
    expect(await shownText()).toContain("nora");
    await view.getByRole("button", { name: "Set all to their defaults" }).click();
    await view.getByRole("button", { name: "Mask addresses" }).click();
    await view.getByRole("tab", { name: "Take away" }).click();
    expect(await copied("Test")).toMatch(/^import { diagnose } from "@email-events\/diagnose";\n/);
    for (const name of ["Semantic JSON", "curl", "Test", "TypeScript type", "Report for a ticket"])
      expect(await copied(name)).not.toContain("nora");
    expect(await shownText()).not.toContain("nora");
    await view.getByRole("button", { name: "Mask addresses" }).click();
    await view.getByRole("textbox", { name: "Call, which you can edit" }).waitFor();
    expect(await shownText()).toContain("nora");
  });

  it("shows markup, marks of direction, and members of any name as text", async () => {
    const odd = {
      event: "<img src=x onerror=alert(1)> \u202edeppord",
      userId: "\u2066👩‍💻",
      messageId: "<b>bold</b>",
      properties: JSON.parse('{"__proto__":{"polluted":"yes"},"constructor":"<script>"}'),
    };
    await send(odd);
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByRole("button", { name: /accepted <img src=x onerror=alert\(1\)> \\u202edeppord/ }).click();
    await view.getByText("\\u2066👩‍💻", { exact: true }).waitFor();
    await view.getByRole("region", { name: "The call" }).getByText('"polluted": "yes"').waitFor();
    await view.getByRole("button", { name: "Open in Explain" }).click();
    for (const tab of ["Explain", "Trace", "Take away", "Schema"]) {
      await view.getByRole("tab", { name: tab }).click();
      await view.getByRole("status").getByText(/\w\./).first().waitFor();
      expect(await view.evaluate("document.querySelector('main img, main b, main script') === null")).toBe(true);
      expect(await view.evaluate("document.body.innerText.includes('\\u202e')")).toBe(false);
    }
    expect(await view.evaluate("({}).polluted === undefined")).toBe(true);
  });

  it("had nothing to say to the console, and asked no other host", () => {
    expect(said).toEqual([]);
    expect([...new Set([...asked].map((url) => new URL(url).origin))]).toEqual([sandbox.url]);
  });
});

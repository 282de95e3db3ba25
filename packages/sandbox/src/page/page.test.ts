import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { Analytics } from "@customerio/cdp-analytics-node";
import { buildPage } from "@email-events/playground/build";
import { wildCases } from "@email-events/playground/testing";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../pipelines-api/create-sandbox.ts";
import {
  expectFitForEveryone,
  isChromiumThere,
  launchChromium,
  listenTo,
  whySkipped,
} from "../testing/chromium-page.ts";
import { readPage, type PageFiles } from "./page-files.ts";

const folder = mkdtempSync(join(tmpdir(), "email-events-page-"));
let page: PageFiles;
let sandbox: Sandbox;

beforeAll(async () => {
  await buildPage(folder);
  page = readPage(folder);
  sandbox = await startSandbox({}, page);
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const gzipBytes = (bytes: ArrayBuffer): number => gzipSync(bytes, { level: 9 }).length;

describe("the built page", () => {
  it("is as small as it has to be: 30 kB before the diagnosis is loaded, 170 kB without the schema tab, 250 kB in all", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.includes("."));
    expect(files).toHaveLength(page.size);
    const html = Buffer.from(page.get("/")?.bytes ?? new ArrayBuffer(0)).toString("utf8");
    const first = [...page].filter(([path]) => path === "/" || html.includes(path.slice(1)));
    const sizeOf = (some: readonly (typeof first)[number][]): number =>
      some.reduce((sum, [, { bytes }]) => sum + gzipBytes(bytes), 0);
    expect(new Set(first.map(([path]) => path.split(".").at(-1)))).toEqual(new Set(["/", "css", "js"]));
    expect(sizeOf(first)).toBeLessThan(30_000);
    const ofSchemas = [...page].filter(([path]) =>
      /^\/assets\/(?:schemas|schema-trial|try-schema)-[\w-]+\.js$/.test(path),
    );
    // The schemas, the generator with the comparison, and the part of the tab that uses them.
    expect(ofSchemas).toHaveLength(3);
    expect(sizeOf([...page]) - sizeOf(ofSchemas)).toBeLessThan(170_000);
    expect(sizeOf([...page])).toBeLessThan(250_000);
  });

  it("has a policy without unsafe code and without other hosts", async () => {
    const answer = await fetch(`${sandbox.url}/`);
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("is refused to pages of other origins, and has no other files", async () => {
    expect((await fetch(`${sandbox.url}/`, { headers: { origin: "https://example.com" } })).status).toBe(403);
    expect((await fetch(`${sandbox.url}/..%2f..%2fpackage.json`)).status).toBe(404);
  });
});

/** Sends what permissive mode answers with 200 and drops, and what it stores, through an official client. */
const sendWithClient = async (host: string): Promise<void> => {
  const analytics = new Analytics({ writeKey: "key", host, flushInterval: 10 });
  const opened = { event: "Email Opened", userId: "ada", properties: { email_id: "m-1" } };
  analytics.track({ ...opened, messageId: "arrives" });
  analytics.track({ ...opened, messageId: "is-lost", properties: { email_subject: "<b>Hello</b>" } });
  await analytics.closeAndFlush({ timeout: 5_000 });
};

/** Sends ten events through an official client, which hears of no failure. */
const sendTenOfWhichThreeDoNotArrive = async (host: string): Promise<void> => {
  const analytics = new Analytics({ writeKey: "key", host, flushInterval: 10 });
  const call = { event: "Email Opened", userId: "newcomer", properties: { email_id: "m-1" } };
  for (let number = 1; number <= 7; number += 1) analytics.track({ ...call, messageId: `good-${number}` });
  analytics.track({ ...call, messageId: "without-id", properties: { email_subject: "Hello" } });
  analytics.track({ ...call, messageId: "near-name", event: "Email Open" });
  analytics.track({ ...call, messageId: "good-1", event: "Email Delivered" });
  await analytics.closeAndFlush({ timeout: 5_000 });
};

/** Selects all with the keyboard, as a person does, and pastes over it: the editor knows of the selection by then. */
const typeOver = async (box: Locator, text: string): Promise<void> => {
  await box.press("ControlOrMeta+a");
  await box.page().keyboard.insertText(text);
};

describe.skipIf(!isChromiumThere)(`the page in real Chromium${whySkipped}`, () => {
  let browser: Browser;
  let view: Page;
  const said: string[] = [];
  const hosts = new Set<string>();
  beforeAll(async () => {
    browser = await launchChromium();
    view = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    listenTo(view, said);
    view.on("request", (request) => hosts.add(new URL(request.url()).origin));
    await view.goto(sandbox.url);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
  });

  /** Gives a text as a file, which the page takes as its text. */
  const giveFile = (text: string): Promise<void> =>
    view.getByLabel("File").setInputFiles({ name: "event.json", mimeType: "text/plain", buffer: Buffer.from(text) });

  it("explains an event: the stage, the reason, the place and the next step", async () => {
    const event = view.getByRole("textbox", { name: "Event" });
    await typeOver(event, '{ "type": "track", "event": "Email Opned",\n  "userId": "ada", "messageId": "m-1" }');
    await view.getByRole("status").getByText('at "noticed"').waitFor();
    const noticed = view.getByRole("list", { name: "Stages" }).getByRole("listitem").filter({ hasText: "noticed" });
    expect(await noticed.first().innerText()).toMatch(/noticed fails[^]*Email Opened[^]*Next step:[^]*Email Opened/);
    await view.getByRole("button", { name: /\/event at line 1/ }).click();
    const selected = await view.evaluate<string>("document.activeElement.shadowRoot.getSelection().toString()");
    expect(selected).toBe('"Email Opned"');
    await typeOver(event, '{ "type": "track", ');
    await view.getByRole("status").getByText('It fails at "read"').waitFor();
    await expectFitForEveryone(view);
  });

  const inTheWild = [
    "a call that is too large",
    "a custom event without an identifier",
    "a call without a name",
    "a messageId that repeats",
    "no JSON",
    "half a line",
    "a misspelled semantic name",
    "a misspelled property that is required",
    "an open that is skipped",
    "a key that comes twice",
    "a __proto__ key",
  ];

  it.each(inTheWild)("says at which stage the event ends, and the next step: %s", async (name) => {
    const { ends, next = /none/, status = "fails", text = "" } = wildCases[name] ?? {};
    await giveFile(text);
    const stage = view
      .getByRole("list", { name: "Stages" })
      .getByRole("listitem")
      .filter({ hasText: `${ends} ${status}` });
    if (text.includes("\n")) await view.getByRole("button", { name: `Show event 2, ${ends}` }).click();
    await stage.getByText(next).first().waitFor();
  });

  it("says in place that a text nests too deep, and goes on", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    await giveFile(deep);
    await view
      .getByRole("status")
      .getByText(/It fails at "read".*more than 100 levels/)
      .waitFor();
    await giveFile(wildCases["a misspelled semantic name"]?.text ?? "");
    await view.getByRole("status").getByText('at "noticed"').waitFor();
  });

  it("reads a line of 50 MB as one event that is too large, and goes on", async () => {
    const path = join(folder, "..", `${basename(folder)}-line.json`);
    writeFileSync(path, `{"type":"track","event":"${"x".repeat(50_000_000)}"}`);
    try {
      await view.getByLabel("File").setInputFiles(path);
      await view
        .getByRole("status")
        .getByText(/at "read".*50,000,0\d\d bytes/)
        .waitFor();
      await view.getByRole("button", { name: "Close the file" }).click();
      await view.getByRole("textbox", { name: "Event" }).waitFor();
    } finally {
      rmSync(path);
    }
  });

  it("counts the events of a text by how they end, and explains each", async () => {
    const open = '{"type":"open","event_id":"e","timestamp":"1773042072000","recipient":"nora@example.com"}';
    await typeOver(view.getByRole("textbox", { name: "Event" }), `${open}\nnot JSON\n${open}`);
    await view.getByRole("table", { name: "How they end" }).getByText("read").waitFor();
    await view.getByRole("button", { name: /Show event 2/ }).click();
    await view.getByRole("heading", { name: "Event 2" }).waitFor();
    await expectFitForEveryone(view);
  });

  it("lets an event that is longer than the editor be scrolled with the keyboard", async () => {
    const properties = Array.from({ length: 200 }, (_, index) => `"property ${index}": ${index}`).join(",\n");
    const buffer = Buffer.from(`{ "type": "track", "properties": {\n${properties} } }`);
    await view.getByLabel("File").setInputFiles({ name: "long.json", mimeType: "text/plain", buffer });
    await view.getByRole("textbox", { name: "Event" }).getByText('"property 3"').waitFor();
    await expectFitForEveryone(view);
  });

  it("traces a property of the result to its origin, with the keyboard", async () => {
    await view
      .getByRole("combobox", { name: "Sample" })
      .selectOption({ label: "bulk-tracking: submission-tracking-click" });
    await view.getByRole("tab", { name: "Explain" }).focus();
    await view.keyboard.press("ArrowRight");
    await view.keyboard.press("ArrowRight");
    // The browser's: back in its history, and the beginning of the page.
    for (const key of ["Alt+ArrowLeft", "Control+Home"]) await view.keyboard.press(key);
    expect(await view.getByRole("tab", { selected: true }).innerText()).toBe("Trace");
    await view.getByRole("button", { name: "/properties/link_url" }).focus();
    await view.keyboard.press("Enter");
    expect(await view.getByRole("status").innerText()).toContain("/properties/link_url comes from /url (copied).");
    const marked = view.getByRole("list", { name: "Source" }).getByRole("listitem").filter({ hasText: "origin" });
    expect(await marked.innerText()).toContain("/url");
    await expectFitForEveryone(view);
  });

  it("traces the event that is chosen in Explain, says which one it is, and lets another one be chosen", async () => {
    const line = (type: string) =>
      `{"type":"${type}","event_id":"e-${type}","timestamp":"1773042072000","recipient":"nora@example.com","url":"x:y"}`;
    await view.getByRole("tab", { name: "Explain" }).click();
    await typeOver(view.getByRole("textbox", { name: "Event" }), `${line("click")}\n${line("open")}`);
    await view.getByRole("combobox", { name: "Event shown" }).selectOption("2");
    await view.getByRole("tab", { name: "Trace" }).click();
    await view.getByRole("status").getByText("Event 2, open. An event of bulk-tracking.").waitFor();
    await view.getByRole("list", { name: "Source" }).getByText("e-open").waitFor();
    await view.getByRole("spinbutton", { name: "Number of the event in the text" }).fill("1");
    await view.getByRole("status").getByText("Event 1, click.").waitFor();
    await view.getByRole("spinbutton", { name: "Number of the event in the text" }).fill("3");
    await view.getByRole("status").getByText("There is no event 3 in the text.").waitFor();
    await expectFitForEveryone(view);
  });

  it("opens a file in Explain that is dropped on Live, and shows the only event whatever number was chosen", async () => {
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByText("No request yet").waitFor();
    const isTaken = await view.evaluate<boolean>(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{"hello":"world"}'], "dropped.json"));
      return !document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
    })()`);
    expect(isTaken).toBe(true);
    await view.getByRole("tab", { name: "Explain", selected: true }).waitFor();
    await view.getByRole("textbox", { name: "Event" }).getByText('"hello"').waitFor();
    await view.getByRole("tab", { name: "Trace" }).click();
    await view.getByRole("spinbutton", { name: "Number of the event in the text" }).fill("7");
    await view.getByRole("tab", { name: "Explain" }).click();
    await view.getByRole("heading", { name: "Event 1" }).waitFor();
  });

  it("shows the event of an official client that permissive mode drops, and why", async () => {
    await view.getByRole("tab", { name: "Live" }).click();
    await view.getByText("No request yet").waitFor();
    await sendWithClient(sandbox.url);
    await view.getByText("1 accepted, 1 dropped").waitFor();
    const lost = view.getByRole("button", { name: /dropped.*is-lost/ });
    expect(await lost.innerText()).toContain("email_id");
    await lost.click();
    await view.getByRole("list", { name: "Stages" }).getByText("answered").waitFor();
    expect(await view.getByRole("list", { name: "Reasons" }).innerText()).toContain("email_id");
    // What arrives is text, whatever is in it.
    expect(await view.getByRole("region", { name: "The call" }).innerText()).toContain("<b>Hello</b>");
    await view.getByRole("searchbox", { name: /messageId/ }).fill("arrives");
    expect(await view.getByRole("button", { name: /Email Opened/ }).count()).toBe(1);
    await expectFitForEveryone(view);
  });

  it("counts what comes while it is paused, and shows it afterwards", async () => {
    await view.getByRole("searchbox", { name: /messageId/ }).fill("");
    await view.getByRole("button", { name: "Pause" }).click();
    await sendWithClient(sandbox.url);
    await view.getByText("Paused. 2 newer calls.").waitFor();
    expect(await view.getByRole("button", { name: /Email Opened/ }).count()).toBe(2);
    await view.getByRole("button", { name: "Pause" }).click();
    expect(await view.getByRole("button", { name: /Email Opened/ }).count()).toBe(4);
    await view.getByRole("button", { name: "Clear" }).click();
    await view.getByText("0 accepted, 0 dropped").waitFor();
  });

  it("says what a wrong key is in permissive mode, where the sender hears 200", async () => {
    const answer = await fetch(`${sandbox.url}/v1/track`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(":")}` },
      body: wildCases["a wrong key"]?.text ?? "",
    });
    expect(answer.status).toBe(200);
    await view.getByRole("button", { name: /dropped.*the write key is missing, or isn't the accepted one/ }).click();
    const answered = view
      .getByRole("list", { name: "Stages" })
      .getByRole("listitem")
      .filter({ hasText: "answered fails" });
    await answered.getByText(wildCases["a wrong key"]?.next ?? "").waitFor();
    await view.getByRole("button", { name: "Clear", exact: true }).click();
    await view.getByText("0 accepted, 0 dropped").waitFor();
  });

  it("tells a newcomer why three of ten events don't arrive: each row has the reason, and opens to the next step", async () => {
    await sendTenOfWhichThreeDoNotArrive(sandbox.url);
    await view.getByText("9 accepted, 1 dropped").waitFor();
    const calls = view.getByRole("list", { name: "Calls, newest first" }).getByRole("button", { name: /newcomer/ });
    expect(await calls.count()).toBe(10);
    const bad = calls.filter({ hasText: /dropped|Accepted, but/ });
    await bad.filter({ hasText: "Email Open " }).getByText("Accepted, but").waitFor();
    expect(await bad.count()).toBe(3);
    const reasons: readonly (readonly [RegExp, RegExp])[] = [
      [/without-id.*email_id/, /Next step: Correct it where the call is made, and send X-Strict-Mode: 1/],
      [/near-name.*nearly that of a semantic event, Email Opened/, /Next step: .*name it exactly: Email Opened/],
      [/good-1.*had another call with the same messageId/, /Next step: give each event an id of its own/],
    ];
    for (const [reason, next] of reasons) {
      await calls.filter({ hasText: reason }).click();
      await view.getByRole("listitem").filter({ hasText: reason }).getByText(next).first().waitFor();
    }
    await expectFitForEveryone(view);
    await view.getByRole("button", { name: "Clear", exact: true }).click();
    await view.getByText("0 accepted, 0 dropped").waitFor();
  });

  it("says which accepted call has no effect, and why", async () => {
    await fetch(`${sandbox.url}/v1/track`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("key:")}` },
      body: JSON.stringify({ type: "track", event: "Email Open", userId: "ada", messageId: "near" }),
    });
    await view.getByRole("button", { name: /accepted.*near.*Accepted, but: .*Email Opened/ }).waitFor();
    await expectFitForEveryone(view);
  });

  it("counts messages of a torn stream, and requests that a full record doesn't keep any more", async () => {
    const small = await startSandbox({ keepRequests: 3 }, page);
    const other = await browser.newPage();
    try {
      for (let sent = 0; sent < 8; sent += 1) await fetch(`${small.url}/v1/track`, { method: "POST", body: "{}" });
      const torn = 'retry: 10\n\nevent: run\ndata: {"run":\n\nevent: request\nid: 1\ndata: {"number":1,"calls\n\n';
      await other.route(
        "**/_sandbox/requests*",
        (route) => route.fulfill({ contentType: "text/event-stream", body: torn }),
        {
          times: 1,
        },
      );
      await other.goto(small.url);
      await other.getByRole("tab", { name: "Live" }).click();
      await other.getByText("1 message of the sandbox can't be read.").waitFor();
      await other.getByText("0 accepted, 3 dropped").waitFor();
      await other.getByText("Not kept by the sandbox any more: 4 requests.").waitFor();
    } finally {
      await other.close();
      await small.close();
    }
  });

  it("had nothing to say to the console, and asked no other host", () => {
    expect(said).toEqual([]);
    expect([...hosts]).toEqual([sandbox.url]);
  });

  it("goes on after the last request when a sandbox stops and comes back", async () => {
    const port = Number(new URL(sandbox.url).port);
    await sandbox.close();
    await view.getByText("The sandbox doesn't answer").waitFor();
    sandbox = await startSandbox({ port }, page);
    // More requests than the page has seen of the sandbox before: all of them are shown.
    for (let sent = 0; sent < 10; sent += 1) await fetch(`${sandbox.url}/v1/track`, { method: "POST", body: "{}" });
    await view.getByText("1 accepted, 10 dropped").waitFor();
  });
});

import { readdirSync, renameSync, truncateSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { openStore } from "@email-events/store";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../src/testing/free-port.ts";
import { secrets, startRun, temporaryFolder, until } from "../src/testing/start-run.ts";
import { startStream } from "../src/testing/start-stream.ts";

const airship = ["--source=airship", "--airship-url=http://127.0.0.1:9"];
const webhook = ["--source=webhook", "--webhook-listen=127.0.0.1:0"];

/** Runs a command line with a state of its own to its end. */
const runToEnd = async (argv: readonly string[], env: Readonly<Record<string, string>> = secrets) => {
  const folder = await temporaryFolder();
  const ended = await startRun([`--state=${join(folder, "state")}`, "--to=sandbox", ...argv], env).ended();
  return { ...ended, files: readdirSync(folder) };
};

describe("wrong usage ends with exit code 2", () => {
  it.each([
    [[], "--source is required (airship, compliance or webhook)"],
    [["--source=airship"], "--source airship needs --airship-region or --airship-url."],
    [["--source=compliance"], "--source compliance needs --airship-region or --airship-url."],
    [["--source=webhook"], "--source webhook needs --webhook-listen HOST:PORT."],
    [[...airship, "--airship-region=eu"], "--airship-region and --airship-url are mutually exclusive"],
    [airship, "--airship-start is required (earliest or latest) until an offset of airship is stored"],
    [[...airship, "--airship-partition=2/2"], '--airship-partition must be N/M, from 0/M to M-1/M, not "2/2"'],
    [["--source=airship", "--airship-url=http://example.com", "--airship-start=latest"], "--airship-url must be https"],
    [["--source=airship", "--airship-url=https://example.com/path"], "--airship-url must be an http or https origin"],
    [["--source=webhook", "--webhook-listen=8080"], "--webhook-listen must be HOST:PORT"],
    [["--source=webhook", "--webhook-listen=127.0.0.1:65536"], "--webhook-listen must be HOST:PORT"],
    [[...webhook, "--grace=30"], "--grace must be a duration such as 500ms, 30s, 2m or 1h"],
    [[...webhook, "--to=nowhere"], 'There is no destination "nowhere"'],
    [[...webhook, "--to=http://cdp.example.com"], "--to must be https or on loopback"],
    [["--source=kafka"], '--source must be airship, compliance or webhook, not "kafka"'],
  ])("%j", async (argv, sentence) => {
    const { exitCode, err, report, files } = await runToEnd(
      argv.includes("--airship-url=https://example.com/path") ? [...argv, "--airship-start=latest"] : argv,
    );
    expect([exitCode, report, files]).toEqual([2, undefined, []]);
    expect(err).toContain(`error: ${sentence}`);
  });

  it.each([
    [[...airship, "--airship-start=latest"], "AIRSHIP_APP_KEY", "--source airship"],
    [[...airship, "--airship-start=latest"], "AIRSHIP_TOKEN", "--source airship"],
    [["--source=compliance", "--airship-region=us"], "AIRSHIP_MASTER_SECRET", "--source compliance"],
    [webhook, "WEBHOOK_SECRET", "--source webhook"],
    [[...webhook, "--to=us"], "PIPELINES_WRITE_KEY", "every --to but sandbox"],
  ] as const)("%j without %s", async (argv, name, why) => {
    const { [name]: _left, ...env } = secrets;
    const { exitCode, err, files } = await runToEnd(argv, { ...env, [name]: "  " });
    expect([exitCode, files]).toEqual([2, []]);
    expect(err).toContain(`error: Set ${name} or ${name}_FILE`);
    expect(err).toContain(why);
  });
});

describe("a secret in a file", () => {
  const { WEBHOOK_SECRET, ...others } = secrets;

  it("is read without the blanks around it", async () => {
    const folder = await temporaryFolder();
    const file = join(folder, "secret");
    await writeFile(file, `\n${WEBHOOK_SECRET} \n`);
    const run = startRun([`--state=${join(folder, "state")}`, "--to=sandbox", ...webhook], {
      ...others,
      WEBHOOK_SECRET_FILE: file,
    });
    const post = async (secret: string) =>
      (await fetch(await run.webhook(), { method: "POST", headers: { "x-webhook-secret": secret }, body: "[]" }))
        .status;
    expect([await post(WEBHOOK_SECRET), await post("another")]).toEqual([200, 401]);
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0 });
  });

  it("isn't looked for where its variable is blank", async () => {
    const run = startRun([`--state=${join(await temporaryFolder(), "state")}`, "--to=sandbox", ...webhook], {
      ...secrets,
      WEBHOOK_SECRET_FILE: " ",
    });
    await run.webhook();
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0 });
    expect(await runToEnd(webhook, { ...others, WEBHOOK_SECRET_FILE: " " })).toMatchObject({
      exitCode: 2,
      err: "error: Set WEBHOOK_SECRET or WEBHOOK_SECRET_FILE; --source webhook needs it.\n",
    });
  });

  it.each([
    [{ WEBHOOK_SECRET_FILE: "/nowhere/hidden-name" }, "WEBHOOK_SECRET_FILE: the file can't be read (ENOENT)."],
    [{ WEBHOOK_SECRET_FILE: "/tmp" }, "WEBHOOK_SECRET_FILE: the file can't be read (EISDIR)."],
    [
      { WEBHOOK_SECRET_FILE: "/dev/null" },
      "WEBHOOK_SECRET_FILE: it must name a file, not a pipe or a device, since it is read more than once.",
    ],
    [{ WEBHOOK_SECRET, WEBHOOK_SECRET_FILE: "/dev/null" }, "Set WEBHOOK_SECRET or WEBHOOK_SECRET_FILE, not both."],
  ])("that is unusable ends with exit code 2: %j", async (env, sentence) => {
    const { exitCode, err } = await runToEnd(webhook, { ...others, ...env });
    expect([exitCode, err]).toEqual([2, `error: ${sentence}\n`]);
  });
});

describe("a source that is refused ends with exit code 3", () => {
  const refusing = (status: number) => ({ respond: () => ({ status, body: "no" }) });
  it.each([
    ["airship", refusing(400), "HTTP 400: no. Check --airship-partition."],
    ["airship", { token: "another" }, "Check AIRSHIP_APP_KEY and AIRSHIP_TOKEN."],
    ["compliance", refusing(401), "HTTP 401: no. Check AIRSHIP_APP_KEY and AIRSHIP_MASTER_SECRET."],
    [
      "airship",
      refusing(403),
      "HTTP 403: no. Check that AIRSHIP_TOKEN is entitled to all types of events of the stream.",
    ],
    ["airship", refusing(404), "HTTP 404: no. Check --airship-region or --airship-url."],
  ])("%s: %j, in the words of the command line", async (source, options, words) => {
    const stream = await startStream(options);
    const argv = [`--source=${source}`, `--airship-url=${stream.url}`, "--airship-start=earliest"];
    const { exitCode, err, report } = await runToEnd(argv);
    expect([exitCode, report?.["received"]]).toEqual([3, 0]);
    expect(err).toContain(`error: ${source}: Airship refused the stream: HTTP `);
    expect(err).toContain(words);
    expect(err).not.toMatch(/appKey|masterSecret|endpoint|filters/);
    expect(err.includes("its bounces are skipped")).toBe(source === "compliance");
  });

  it("at the end, while the other source goes on", async () => {
    const [stream, folder] = await Promise.all([startStream({ token: "another" }), temporaryFolder()]);
    const argv = ["--source=airship", `--airship-url=${stream.url}`, "--airship-start=earliest"];
    const run = startRun([...argv, ...webhook, "--to=sandbox", `--state=${join(folder, "state")}`]);
    const url = await run.webhook();
    await until(() => run.err().includes("The other sources continue."), "the stream is refused");
    expect(run.err()).toMatch(/"airship: Airship refused the stream: .* The other sources continue\."/);
    const answer = await fetch(url, {
      method: "POST",
      headers: { "x-webhook-secret": secrets.WEBHOOK_SECRET },
      body: "{}",
    });
    expect(answer.status).toBe(200);
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 3, report: { received: 1 } });
  });
});

describe("a port that is taken ends it, and leaves no files behind", () => {
  /** A port that another server has. */
  const takenPort = async (): Promise<number> => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  };

  it.each([
    ["--webhook-listen", 3],
    ["--ops-listen", 3],
  ] as const)("%s, with exit code %i", async (option, code) => {
    const others = option === "--webhook-listen" ? ["--ops-listen=127.0.0.1:0"] : ["--webhook-listen=127.0.0.1:0"];
    const place = `127.0.0.1:${await takenPort()}`;
    const argv = ["--source=webhook", `${option}=${place}`, ...others];
    const { exitCode, err, files } = await runToEnd(argv);
    expect([exitCode, files]).toEqual([code, []]);
    expect(err).toBe(`error: ${option}: can't listen on ${place} (EADDRINUSE: something else listens there).\n`);
  });

  it("of both options, with exit code 3", async () => {
    const place = `127.0.0.1:${await freePort()}`;
    const argv = ["--source=webhook", `--webhook-listen=${place}`, `--ops-listen=${place}`];
    expect(await runToEnd(argv)).toMatchObject({ exitCode: 3, files: [] });
  });
});

describe("an unusable state ends with exit code 4", () => {
  it("when it is moved while the run uses it; moved back, it has what was confirmed", async () => {
    const state = join(await temporaryFolder(), "state");
    const argv = [...webhook, `--state=${state}`];
    const run = startRun([...argv, "--to=http://127.0.0.1:9"]);
    const headers = { authorization: `Bearer ${secrets.WEBHOOK_SECRET}` };
    const url = await run.webhook();
    await expect(fetch(url, { method: "POST", headers, body: '{"type":"odd"}' })).resolves.toMatchObject({ ok: true });
    renameSync(state, `${state}.moved`);
    const { exitCode, err } = await run.ended();
    expect([exitCode, err]).toEqual([4, expect.stringContaining("was removed, moved or replaced while it was in use")]);
    renameSync(`${state}.moved`, state);
    const store = openStore(state);
    expect(store.stats()).toMatchObject({ pending: 0, setAside: 1 });
    store.close();
  });

  it("when it is damaged, and names the commands that repair it", async () => {
    const path = join(await temporaryFolder(), "state");
    openStore(path).close();
    truncateSync(path, 9_000);
    const { exitCode, err } = await startRun([...webhook, "--to=sandbox", `--state=${path}`]).ended();
    expect([exitCode, err]).toEqual([
      4,
      expect.stringMatching(/email-events state check, .* email-events state repair/),
    ]);
    expect(err).not.toMatch(/checkStore|repairStore/);
  });

  it("when another process has it, or it is no store", async () => {
    const folder = await temporaryFolder();
    const store = openStore(join(folder, "state"));
    const locked = await startRun([...webhook, "--to=sandbox", `--state=${join(folder, "state")}`]).ended();
    store.close();
    expect(locked).toMatchObject({ exitCode: 4, report: undefined });
    expect(locked.err).toContain("is in use by another process");
    await writeFile(join(folder, "text"), "no store ".repeat(1_000));
    const wrong = await startRun([...webhook, "--to=sandbox", `--state=${join(folder, "text")}`]).ended();
    expect(wrong).toMatchObject({ exitCode: 4 });
    expect(wrong.err).toContain("is not a state, so it was left as it is: give the state a path of its own.");
  });

  it("when it is started twice, whose ports are taken, too", async () => {
    const argv = [`--state=${join(await temporaryFolder(), "state")}`, "--source=webhook", "--to=sandbox"];
    const run = startRun([...argv, "--webhook-listen=127.0.0.1:0"]);
    const taken = (await run.webhook()).replace("http://", "");
    const again = await startRun([...argv, `--webhook-listen=${taken}`]).ended();
    expect([again.exitCode, again.err]).toEqual([4, expect.stringContaining("is in use by another process")]);
    await expect(run.stop()).resolves.toMatchObject({ exitCode: 0 });
  });

  it.each([
    ["app key", [], { ...secrets, AIRSHIP_APP_KEY: "other-key" }],
    ["partition", ["--airship-partition=0/2"], secrets],
    ["choice of events", ["--airship-events=email"], secrets],
  ] as const)("when its offset belongs to another %s", async (what, more, env) => {
    const [stream, folder] = await Promise.all([startStream({ count: 20 }), temporaryFolder()]);
    const argv = [
      "--source=airship",
      `--airship-url=${stream.url}`,
      "--airship-start=earliest",
      "--to=sandbox",
      `--state=${join(folder, "state")}`,
    ];
    const first = startRun(argv);
    await until(() => first.err().includes("first offset is stored"), "an offset is stored");
    await first.stop();
    const { exitCode, err } = await startRun([...argv, ...more], env).ended();
    expect(exitCode).toBe(4);
    expect(err).toContain(`belongs to another ${what}.`);
    expect(err).toContain("email-events offset forget airship");
    expect(err).not.toContain("-key");
  });
});

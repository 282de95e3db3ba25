import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exceeded } from "./rehearsal/ceilings.mjs";
import { checkRepository } from "./rehearsal/check-repository.mjs";
import { readOptions } from "./rehearsal/read-options.mjs";
import { startRegistry } from "./rehearsal/registry.mjs";
import { type Row, staleCells, toTable, withTable } from "./rehearsal/table.mjs";

const repository = join(import.meta.dirname, "..");

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@example.com", ...args], {
    cwd,
    encoding: "utf8",
  }).trim();

let parent: string;
let origin: string;

/** A clone of a repository with two commits. */
const cloned = (name: string, ...args: readonly string[]): string => {
  git(parent, "clone", "--quiet", ...args, `file://${origin}`, name);
  return join(parent, name);
};

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "email-events-rehearse-"));
  origin = join(parent, "origin");
  mkdirSync(origin);
  git(origin, "init", "--quiet", "-b", "main");
  for (const text of ["one", "two"]) {
    writeFileSync(join(origin, "file.txt"), text);
    git(origin, "add", "-A");
    git(origin, "commit", "--quiet", "-m", text);
  }
  git(origin, "tag", "v1");
}, 60_000);

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe("the repository that is rehearsed", () => {
  it.each(["HEAD", "main", "v1"])("can be a clean clone, at %s", (ref) => {
    const clone = cloned(`clean-${ref}`);
    expect(checkRepository(clone, ref)).toBe(git(clone, "rev-parse", "HEAD"));
  });

  it("has a .git of its own", () => {
    const folder = join(parent, "unpacked");
    mkdirSync(folder);
    expect(() => checkRepository(folder, "HEAD")).toThrow(/isn't the root of a git repository; run .* in a clone/);
    mkdirSync(join(origin, "below"));
    expect(() => checkRepository(join(origin, "below"), "HEAD")).toThrow(/isn't the root of a git repository/);
  });

  it("has its whole history", () => {
    expect(() => checkRepository(cloned("shallow", "--depth=1"), "HEAD")).toThrow(
      /history is shallow.*git fetch --unshallow --tags/,
    );
  });

  it.each(["changed", "new"])("has no %s file without a commit", (kind) => {
    const clone = cloned(kind);
    writeFileSync(join(clone, kind === "new" ? "new.txt" : "file.txt"), "three");
    expect(() => checkRepository(clone, "HEAD")).toThrow(/changes without a commit.*commit or stash them/);
  });

  it.each(["nowhere", "v2", "--help", "", "HEAD:file.txt", "main..v1", "a b"])(
    "has the ref %j, or else says so",
    (ref) => {
      expect(() => checkRepository(cloned(`ref-${Math.random()}`), ref)).toThrow(
        `there is no commit ${JSON.stringify(ref)}; pass a branch, tag or commit that git log finds`,
      );
    },
  );
});

describe("the command line", () => {
  it("takes a ref, a port and --write, also behind the -- of a package manager", () => {
    expect(readOptions([])).toEqual({ ref: "HEAD", port: 0, isWriting: false });
    const all = { ref: "v1", port: 4873, isWriting: true };
    expect(readOptions(["--", "--ref", "v1", "--port=4873", "--write"])).toEqual(all);
  });

  it.each([
    [["--port", "99999"]],
    [["--port", "x"]],
    [["--port", "-1"]],
    [["--port"]],
    [["--ref"]],
    [["--refs", "main"]],
    [["main"]],
  ])("refuses %j in one sentence that says what to do", (args) => {
    expect(() => readOptions(args)).toThrow(/^[^\n]+; (?:pass|write) [^\n]+$/);
  });

  it("ends with 2 and that sentence, before it does anything", () => {
    const args = ["scripts/rehearse.mjs", "--ref", "no-such-ref"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: "utf8" });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: [^\n]+; (?:pass|run) [^\n]+\n$/);
  });
});

describe("the registry", () => {
  const manifest = { name: "@email-events/a", version: "1.0.0" };
  const published = (version: string) => ({
    name: manifest.name,
    versions: { [version]: { ...manifest, version } },
    _attachments: { "a.tgz": { data: Buffer.from(version).toString("base64") } },
  });

  it("says what to do where its port is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address() as AddressInfo;
    await expect(startRegistry(port)).rejects.toThrow(`port ${port} is taken; pass another --port`);
    server.close();
  });

  it("gives what was published, and takes no version twice", async () => {
    const registry = await startRegistry();
    const put = (version: string) =>
      fetch(`${registry.origin}/@email-events%2fa`, { method: "PUT", body: JSON.stringify(published(version)) });
    expect([(await put("1.0.0")).status, (await put("1.1.0")).status, (await put("1.0.0")).status]).toEqual([
      201, 201, 409,
    ]);
    const answer = await (await fetch(`${registry.origin}/@email-events%2fa`)).json();
    expect(answer).toMatchObject({ "dist-tags": { latest: "1.1.0" }, versions: { "1.0.0": manifest } });
    const { tarball } = (answer as { versions: { "1.0.0": { dist: { tarball: string } } } }).versions["1.0.0"].dist;
    expect(await (await fetch(tarball)).text()).toBe("1.0.0");
    expect((await fetch(`${registry.origin}/@email-events%2fb`)).status).toBe(404);
    expect(registry.published()).toEqual([manifest.name]);
    registry.close();
  });
});

describe("the table", () => {
  const row: Row = {
    name: "@email-events/core",
    packages: 1,
    diskBytes: 500_000,
    gzippedBytes: 1500,
    importMs: 7.2,
    outside: [],
    direct: [],
  };
  const readme = withTable("# Title\n<!-- rehearsal -->\nold\n<!-- /rehearsal -->\nend\n", toTable([row]));

  it("stands between the markers of a README", () => {
    expect(readme).toMatch(/^# Title\n<!-- rehearsal -->\n\n\| package [^]*\n\n<!-- \/rehearsal -->\nend\n$/);
    expect(readme).toContain("| `@email-events/core` | 1 package | 500 kB | 1.5 kB | 8 ms | none |");
  });

  it("is current where only times differ, and sizes a little", () => {
    expect(staleCells(readme, [{ ...row, importMs: 90, diskBytes: 540_000 }])).toEqual([]);
  });

  it.each([
    ["another size", { diskBytes: 700_000 }, "on disk: the table says 500 kB, and it is 700 kB"],
    ["another unit", { diskBytes: 500_000_000 }, "on disk: the table says 500 kB, and it is 500.0 MB"],
    ["a package more", { packages: 2 }, "installs: the table says 1 package, and it is 2 packages"],
    [
      "a package from outside",
      { direct: ["left-pad"] },
      "third-party dependencies: the table says none, and it is left-pad",
    ],
  ])("is stale with %s", (_, change, said) => {
    expect(staleCells(readme, [{ ...row, ...change }])).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ["a library with a package from outside", { outside: ["left-pad"] }],
    ["a core that is too large", { diskBytes: 600_001 }],
    ["a mapper that is too large", { name: "@email-events/airship", gzippedBytes: 3301 }],
    ["a relay that brings NATS", { name: "@email-events/relay", outside: ["@nats-io/nats-core"] }],
  ])("allows no %s", (_, change) => {
    expect(exceeded([row])).toEqual([]);
    expect(exceeded([{ ...row, ...change }])).toHaveLength(1);
  });
});

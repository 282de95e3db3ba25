import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { checkStore, openCallStore, openOperator, openStore, repairStore, type EventStore } from "../src/index.ts";
import { openConnection } from "../src/sqlite/connection.ts";
import { damage } from "../src/testing/damage.ts";
import { nameOf } from "../src/testing/events.ts";
import { collectGarbage } from "../src/testing/collect-garbage.ts";
import { useFolders } from "../src/testing/folder.ts";

const newPath = useFolders();
const pageBytes = 8_192;
const invalid = { status: "invalid", reason: "no person", issues: [] };
// A small limit makes a small reserve.
const open = (path: string): EventStore => openStore(path, { maxBytes: 1_000_000 });

const large = (index: number) => ({
  source: "webhook",
  id: `id ${index}`,
  receivedAt: index,
  // Some are longer than a page.
  payload: Buffer.from(JSON.stringify({ name: `event ${index}`, more: "x".repeat(index % 20 === 0 ? 20_000 : 700) })),
});
const count = 60;
const expected = new Map(Array.from({ length: count }, (_, index) => [index + 1, large(index + 1)]));

/** Those, and the ones that were settled. */
const everStored = new Map([
  ...expected,
  ...Array.from({ length: 15 }, (_, index) => [count + 1 + index, large(1_000 + index)] as const),
]);
/** The bytes of a store with 50 pending events and 10 that are set aside. */
let whole: Buffer;
beforeAll(async () => {
  const path = newPath();
  const store = open(path);
  store.commit({ append: [...expected.values()], offsets: { stream: "7" }, remember: ["a", "b"] });
  store.commit({ setAside: Array.from({ length: 10 }, (_, index) => ({ number: 41 + index, ...invalid })) });
  store.writeValue("identity", "app");
  // What is settled must not come back.
  const { numbers } = store.commit({ append: Array.from({ length: 15 }, (_, index) => large(1_000 + index)) });
  store.commit({ settle: numbers });
  store.close();
  whole = readFileSync(path);
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "none";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
};

interface Found {
  /** Numbers of events that are as they were stored. */
  readonly sound: ReadonlySet<number>;
  readonly damaged: ReadonlySet<number>;
}

/** Reads all of a store. Every event that it gives must be one that was stored. */
const readAll = (path: string): Found => {
  const store = open(path);
  const { events, damaged } = store.pendingPage({ limit: 1_000 });
  for (const { number, ...event } of events) {
    const stored = everStored.get(number);
    const isAsStored =
      stored?.payload.equals(event.payload) && stored.id === event.id && stored.receivedAt === event.receivedAt;
    expect(isAsStored, `event ${number}`).toBe(true);
  }
  store.close();
  const operator = openOperator(path);
  const listed = operator.list({ limit: 1_000 }).events.map(({ number }) => operator.show(number));
  operator.close();
  const aside = listed.filter((one) => one && one.status !== "damaged" && !one.isDamaged);
  return {
    sound: new Set([...events, ...aside].map((one) => one?.number ?? 0)),
    damaged: new Set([...damaged, ...listed.filter((one) => !aside.includes(one)).map((one) => one?.number ?? 0)]),
  };
};

/** Numbers of the stored events that are neither sound nor known to be damaged. */
const lostIn = ({ sound, damaged }: Found): readonly number[] =>
  [...expected.keys()].filter((number) => !sound.has(number) && !damaged.has(number));

describe("what isn't a store", () => {
  it.each([
    ["notes", "buy milk\ncall Ada\n"],
    ["an empty line", "\n"],
    ["bytes", Buffer.from([0, 255, 10, 0, 128])],
    ["one long line", "x".repeat(1_000_000)],
    ["a few zeros", Buffer.alloc(100)],
  ])("is refused and left as it is: a file of %s", async (_, content) => {
    const path = newPath();
    writeFileSync(path, content);
    for (const work of [() => open(path), () => openOperator(path), () => checkStore(path), () => repairStore(path)]) {
      expect(work).toThrow(`${path} is not an event store, so it was left as it is: give the store a path of its own.`);
      expect(codeOf(work)).toBe("corrupt");
    }
    await expect(openCallStore(path)).rejects.toMatchObject({ code: "corrupt" });
    expect(readFileSync(path).equals(Buffer.from(content))).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(["state"]);
  });

  it("is refused and left as it is: a database of another program", () => {
    const path = newPath();
    const database = openConnection(path, 0);
    database.exec("PRAGMA journal_mode = WAL; CREATE TABLE notes (text); INSERT INTO notes VALUES ('buy milk')");
    database.close();
    const before = readFileSync(path);
    for (const work of [() => open(path), () => repairStore(path)]) expect(codeOf(work)).toBe("corrupt");
    expect(readFileSync(path)).toEqual(before);
    expect(readdirSync(dirname(path))).toEqual(["state"]);
  });

  it("is refused under a second name: where a link leads to it, a store's own too", () => {
    const path = newPath();
    const target = `${path}-target`;
    writeFileSync(target, whole);
    symlinkSync(target, path);
    expect(() => open(path)).toThrow(/is a link, or a file with a second name, so it was left as it is/);
    const linked = newPath();
    writeFileSync(linked, whole);
    linkSync(linked, `${linked}-again`);
    expect(() => open(linked)).toThrow(/is a link, or a file with a second name, so it was left as it is/);
    expect(readFileSync(target).equals(whole)).toBe(true);
  });

  it("is refused without waiting: a named pipe, a device, a folder", () => {
    const path = newPath();
    execFileSync("mkfifo", [path]);
    mkdirSync(`${path}-folder`);
    for (const place of [path, "/dev/null", `${path}-folder`]) {
      expect(
        codeOf(() => open(place)),
        place,
      ).toBe("corrupt");
    }
  });
});

describe("a store of another version", () => {
  it("is refused and left as it is where it is newer", () => {
    const path = newPath();
    writeFileSync(path, whole);
    const database = openConnection(path, 0);
    database.exec("PRAGMA user_version = 9; PRAGMA wal_checkpoint(TRUNCATE)");
    database.close();
    const before = readFileSync(path);
    for (const work of [() => open(path), () => openOperator(path), () => checkStore(path), () => repairStore(path)]) {
      expect(codeOf(work)).toBe("newer");
    }
    expect(() => open(path)).toThrow(
      /has format 9, and this version knows formats up to 2: update @email-events\/store/,
    );
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

/** Damages a fresh copy of the store, and opens it, checks it, and repairs it. */
const expectHonest = (change: (bytes: Buffer) => Buffer, mayLose: (number: number) => boolean): void => {
  const bytes = change(Buffer.from(whole));
  if (bytes.equals(whole)) return;
  const path = newPath();
  writeFileSync(path, bytes);
  const code = codeOf(() => {
    const found = readAll(path);
    expect(lostIn(found)).toEqual([]);
    expect([...found.sound].filter((number) => !expected.has(number))).toEqual([]);
    const store = open(path);
    if (store.readOffset("stream") !== "7" || store.readValue("identity") !== "app") throw new Error("lost");
    store.close();
  });
  expect(["none", "corrupt"]).toContain(code);
  const again = newPath();
  writeFileSync(again, bytes);
  if (code === "corrupt") expect(checkStore(again).isSound).toBe(false);
  const report = repairStore(again);
  expect(readFileSync(report.keptAs).equals(bytes)).toBe(true);
  const found = readAll(again);
  expect(lostIn(found).filter((number) => !mayLose(number))).toEqual([]);
  if (!report.lost.includes("offsets")) {
    const store = open(again);
    expect(store.readOffset("stream")).toBe("7");
    store.close();
  }
  expect(checkStore(again)).toEqual({ isSound: true, problems: [], damagedEvents: [] });
};

/** The numbers of events of which some bytes are in a part of the file. */
const numbersIn = (from: number, to: number): ReadonlySet<number> => {
  const part = whole.subarray(Math.max(0, from - 60), to + 60).toString("latin1");
  const named = [...part.matchAll(/"name":"event (\d+)"|id (\d+)/g)].map(([, name, id]) => Number(name ?? id));
  // Pages without a name may belong to the rows that are longer than a page.
  return new Set([...named, ...Array.from({ length: 3 }, (_, index) => (index + 1) * 20)]);
};

const runs = Number(process.env["STORE_DAMAGE_RUNS"] ?? 15);

describe("a damaged store", () => {
  it(
    "gives no event that wasn't stored and loses none, whichever byte is damaged",
    { timeout: 60_000 + runs * 500 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: whole.length - 1 }),
          fc.integer({ min: 1, max: 255 }),
          async (at, difference) => {
            if (Math.random() < 0.02) await collectGarbage();
            // The number of the format: another one is another version's.
            fc.pre(at < 60 || at > 63);
            const page = Math.floor(at / pageBytes) * pageBytes;
            const near = numbersIn(page, page + pageBytes);
            expectHonest(
              (bytes) => {
                bytes[at] = (bytes[at] ?? 0) ^ difference;
                return bytes;
              },
              (number) => near.has(number),
            );
          },
        ),
        { numRuns: runs, interruptAfterTimeLimit: 15_000 + runs * 400 },
      );
    },
  );

  it("is repaired with all that its other pages hold, whichever page is zeroed", () => {
    for (let from = 0; from < whole.length; from += pageBytes) {
      const inPage = numbersIn(from, from + pageBytes);
      expectHonest(
        (bytes) => bytes.fill(0, from, from + pageBytes),
        (number) => inPage.has(number),
      );
    }
  });

  it("is found where the text that describes a table is damaged, which would hide its rows", () => {
    const text = "number INTEGER PRIMARY KEY";
    const path = newPath();
    writeFileSync(path, whole);
    damage(path, text, "number INTEGEX PRIMARY KEY");
    expect(() => open(path)).toThrow("its schema isn't the expected one");
    expect(repairStore(path)).toMatchObject({ pending: 50, setAside: 10, damaged: [], missing: 0, lost: [] });
  });

  it.each(["last_number", "pending", "revision", "set_aside"])(
    "counts anew, or says so, where the counter %s is",
    (name) => {
      for (const value of ["9223372036854775807", "-5", "'many'"]) {
        const path = newPath();
        writeFileSync(path, whole);
        const database = openConnection(path, 0);
        database.exec(`UPDATE counters SET value = ${value} WHERE name = '${name}'`);
        database.close();
        const code = codeOf(() => {
          const store = open(path);
          expect(store.stats()).toMatchObject({ pending: 50, setAside: 10 });
          expect(store.commit({ append: [large(1)] }).numbers[0]).toBeGreaterThan(count);
          store.close();
        });
        expect(["none", "corrupt"]).toContain(code);
      }
    },
  );

  it.each([
    ["the name of an offset", "stream", "strexm"],
    ["the key of a value", "identity", "identitx"],
  ])("is found by %s", (_, from, to) => {
    const path = newPath();
    writeFileSync(path, whole);
    damage(path, from, to);
    expect(() => open(path)).toThrow("isn't what was stored");
    expect(checkStore(path).isSound).toBe(false);
    expect(repairStore(path)).toMatchObject({ pending: 50, setAside: 10, damaged: [], missing: 0 });
  });

  it.each([0.3, 0.7, 0.95])("is repaired with what is left of it when it was truncated to %d of it", (part) => {
    const length = Math.floor(whole.length * part);
    const lost = numbersIn(length, whole.length);
    expectHonest(
      (bytes) => bytes.subarray(0, length),
      (number) => lost.has(number),
    );
  });

  it("keeps each file that a repair replaced, and numbers go on", () => {
    const path = newPath();
    const damaged = Buffer.from(whole).fill(0, pageBytes, 2 * pageBytes);
    for (const keptAs of [`${path}.damaged`, `${path}.damaged-2`]) {
      writeFileSync(path, damaged);
      expect(repairStore(path).keptAs).toBe(keptAs);
    }
    const store = open(path);
    expect(store.commit({ append: [large(1)] }).numbers).toEqual([76]);
    expect(["a", "b", "c"].map(store.hasSeen)).toEqual([true, true, false]);
    store.close();
  });

  it("keeps what is in its write-ahead log", () => {
    const path = newPath();
    const store = open(path);
    store.commit({ append: [large(1)] });
    // As a kill would leave it.
    for (const ending of ["", "-wal"]) copyFileSync(`${path}${ending}`, `${path}-copy${ending}`);
    store.close();
    const bytes = readFileSync(`${path}-copy`);
    writeFileSync(`${path}-copy`, bytes.fill(0, 0, pageBytes));
    expect(repairStore(`${path}-copy`)).toMatchObject({ pending: 1, missing: 0, lost: [] });
  });

  it("ends a repair that a kill cut off", () => {
    const path = newPath();
    writeFileSync(path, whole);
    renameSync(path, `${path}.repaired`);
    writeFileSync(path, "the damaged one");
    writeFileSync(`${path}-wal`, "and its log");
    expect(codeOf(() => open(path))).toBe("corrupt");
    renameSync(path, `${path}.damaged`);
    copyFileSync(`${path}.repaired`, `${path}-other.repaired`);
    expect(repairStore(`${path}-other`)).toMatchObject({ pending: 50, setAside: 10 });
    const store = open(path);
    expect(store.stats()).toMatchObject({ pending: 50, setAside: 10 });
    store.close();
    expect(readFileSync(`${path}.damaged-2-wal`, "utf8")).toBe("and its log");
    expect(existsSync(`${path}.repaired`)).toBe(false);
  });

  it("isn't repaired while a relay has it, and not without room", () => {
    const path = newPath();
    const store = open(path);
    expect(codeOf(() => repairStore(path))).toBe("locked");
    store.close();
    expect(repairStore(path)).toMatchObject({ pending: 0, setAside: 0, damaged: [], missing: 0, lost: [] });
    expect(codeOf(() => repairStore(newPath()))).toBe("readonly");
  });
});

describe("a check", () => {
  it("finds nothing in a sound store, beside its owner", () => {
    const path = newPath();
    writeFileSync(path, whole);
    const store = open(path);
    expect(checkStore(path)).toEqual({ isSound: true, problems: [], damagedEvents: [] });
    store.close();
  });

  it("names the events whose checksum doesn't fit, and changes nothing", () => {
    const path = newPath();
    writeFileSync(
      path,
      Buffer.from(
        whole
          .toString("latin1")
          .replaceAll('{"name":"event 7"', '{"name":"event X"')
          .replaceAll('{"name":"event 44"', '{"name":"event XX"'),
        "latin1",
      ),
    );
    const before = readFileSync(path);
    expect(checkStore(path)).toEqual({
      isSound: false,
      problems: [],
      damagedEvents: [
        { table: "pending", number: 7 },
        { table: "set aside", number: 44 },
      ],
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    const report = repairStore(path);
    expect(report).toMatchObject({ pending: 49, setAside: 11, damaged: [7, 44], missing: 0, lost: [] });
    const operator = openOperator(path);
    expect(nameOf(operator.show(7) ?? { payload: Buffer.from("{}") })).toBe("event X");
    operator.close();
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runtimeFor, runtimeRooms } from "./runtime-source.ts";

const folder = resolve(import.meta.dirname, "../runtime");

const files = runtimeRooms.flatMap((room) => readdirSync(join(folder, room)).map((file) => ({ room, file })));

const textOf = ({ room, file }: (typeof files)[number]): string => readFileSync(join(folder, room, file), "utf8");

describe("the runtime", () => {
  it("stands in rooms alone, each of which imports those before it", () => {
    expect(readdirSync(folder).toSorted()).toEqual(runtimeRooms.toSorted());
    for (const one of files) {
      const imported = [...textOf(one).matchAll(/from "\.\.\/(\w+)\//g)].map(([, room = ""]) => room);
      const before: readonly string[] = runtimeRooms.slice(0, runtimeRooms.indexOf(one.room));
      expect(
        imported.filter((room) => !before.includes(room)),
        one.file,
      ).toEqual([]);
    }
  });

  it("declares no name that a schema could give to something in emitted code", () => {
    const names = files.flatMap((one) =>
      [...textOf(one).matchAll(/^(?:export )?(?:function|const|let|interface|type) ([\w$]+)/gm)].map(
        ([, name]) => name,
      ),
    );
    expect(names.length).toBeGreaterThan(60);
    expect(
      names.filter((name) => /^(?:is|issuesOf|check|expect|optional|evaluate)[A-Z]|^[A-Z]/.test(name ?? "")),
    ).toEqual(["Issue"]);
  });

  it("brings what is called with all that it calls itself, and nothing else", () => {
    const texts = runtimeFor(new Set(["matchesDate"]), "javascript").map(({ text }) => text);
    const declared = texts.flatMap((text) => [...text.matchAll(/^function (\w+)/gm)].map(([, name]) => name));
    expect(declared).toEqual(["matchesDateTime", "dayExists", "endsDay", "matchesDate"]);
  });
});

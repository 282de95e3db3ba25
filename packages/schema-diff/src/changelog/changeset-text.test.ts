import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChangesetError, changesetText } from "./changeset-text.ts";

const plan = {
  packages: ["@x/core"],
  bump: "minor",
  base: "@x/core@1.0.0",
  items: ["- `A`: one", "- `B`: two"],
} as const;

const text = (existing?: string, changed: object = {}): string =>
  changesetText(existing, { ...plan, ...changed }) ?? "";

const bodyOf = (changeset: string): string => changeset.split("---\n").slice(2).join("---\n").trim();

describe("the text of a changeset", () => {
  it("has the bump of each package and the list", () => {
    const written = text(undefined, { packages: ["@x/core", "@x/validator"] });
    expect(written).toMatch(/^---\n"@x\/core": minor\n"@x\/validator": minor\n# Written by gate --write: .*\n---\n\n/);
    expect(bodyOf(written)).toBe("Schema changes:\n\n- `A`: one\n- `B`: two");
  });

  it("is the same for the same plan", () => {
    expect(text(text())).toBe(text());
  });

  it("loses what isn't true any more, and gets what is new", () => {
    expect(bodyOf(text(text(), { items: ["- `B`: two", "- `C`: three"] }))).toBe(
      "Schema changes:\n\n- `B`: two\n- `C`: three",
    );
  });

  it.each([
    ["above the list", (written: string) => written.replace("Schema changes:", "Coupons.\n\nSchema changes:")],
    ["below the list", (written: string) => `${written}\nCoupons.\n`],
    ["in the list", (written: string) => written.replace("- `B`", "- Coupons.\n- `B`")],
  ])("keeps handwritten text %s", (_, edit) => {
    const edited = edit(text());
    expect(text(edited)).toBe(edited);
    expect(bodyOf(text(edited, { items: ["- `C`: three"] }))).toContain("Coupons.");
  });

  it("doesn't bring back a line that a person has reworded or deleted", () => {
    const edited = text().replace("- `A`: one", "- Coupons have a code.").replace("- `B`: two\n", "");
    expect(text(edited)).toBe(edited);
  });

  it("keeps the packages and text of a changeset that is there already", () => {
    const existing = '---\n"@x/relay": patch\n"@x/core": patch\n---\n\nThe relay is faster.\n';
    const written = text(existing);
    expect(written).toContain('"@x/relay": patch\n"@x/core": minor\n');
    expect(bodyOf(written)).toBe("The relay is faster.\n\nSchema changes:\n\n- `A`: one\n- `B`: two");
  });

  it("lowers a bump of its own, and never one that a person has raised", () => {
    expect(text(text(undefined, { bump: "major" }), { bump: "patch" })).toContain('"@x/core": patch');
    expect(text(text().replace('core": minor', 'core": major'), { bump: "patch" })).toContain('"@x/core": major');
    expect(text(text().replace('core": minor', 'core": patch'), { bump: "major" })).toContain('"@x/core": major');
  });

  it("lowers a bump of its own for what a person has written, once no schema differs", () => {
    const reverted = { items: [], bump: "patch" };
    const written = `${text(undefined, { bump: "major" })}\nCoupons.\n`;
    expect(text(written, reverted)).toBe('---\n"@x/core": patch\n---\n\nCoupons.\n');
    expect(text(`${text().replace('core": minor', 'core": major')}\nCoupons.\n`, reverted)).toContain('core": major');
  });

  it("keeps lines that were written for another base", () => {
    expect(bodyOf(text(text(), { base: "@x/core@1.1.0", items: ["- `C`: three"] }))).toBe(
      "Schema changes:\n\n- `A`: one\n- `B`: two\n- `C`: three",
    );
  });

  it("loses what isn't true any more, whatever the base is called", () => {
    const since = (items: readonly string[], existing?: string) => text(existing, { base: "HEAD@{1 day ago}", items });
    expect(bodyOf(since(["- `C`: three"], since(plan.items)))).toBe("Schema changes:\n\n- `C`: three");
  });

  it("is never empty: it lists everything again, or there is no changeset", () => {
    const emptied = text().replace(/Schema changes:[^]*/, "");
    expect(bodyOf(text(emptied))).toBe(bodyOf(text()));
    expect(changesetText(text(), { ...plan, items: [] })).toBeUndefined();
    expect(bodyOf(text(`${text()}\nCoupons.\n`, { items: [] }))).toBe("Coupons.");
  });

  it.each([
    ["no front matter", "Coupons.\n", "has no front matter"],
    ["a front matter without an end", '---\n"@x/core": minor\n', "has no front matter"],
    ["a merge conflict", '---\n"@x/core": minor\n---\n\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> b\n', "merge conflict"],
    ["a front matter in another form", "---\n{ '@x/relay': minor }\n---\n\nCoupons.\n", "can't read"],
  ])("is refused over %s, in one sentence that says what to do", (_, existing, words) => {
    expect(() => text(existing)).toThrow(ChangesetError);
    expect(() => text(existing)).toThrow(words);
  });

  it("keeps every handwritten line through any runs, and settles at once", () => {
    const items = fc.uniqueArray(fc.constantFrom("- `A`: one", "- `B`: two", "- `C`: three", "- `D`: four"));
    const own = fc.array(fc.constantFrom("Coupons.", "- A list.", "", "  More.", "## Title"));
    const runs = fc.array(fc.record({ items, at: fc.nat(20), own }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(runs, (list) => {
        let current: string | undefined;
        const added: string[] = [];
        for (const { at, own: lines, ...planned } of list) {
          current = changesetText(current, { ...plan, ...planned });
          if (current === undefined) continue;
          expect(changesetText(current, { ...plan, ...planned })).toBe(current);
          const all = current.split("\n");
          const from = all.lastIndexOf("---") + 1 + (at % (all.length - all.lastIndexOf("---")));
          current = all.toSpliced(from, 0, ...lines).join("\n");
          added.push(...lines.filter((line) => line.trim() !== ""));
        }
        const kept = (current ?? "").split("\n");
        for (const line of new Set(added)) {
          const count = (from: readonly string[]): number => from.filter((one) => one === line).length;
          expect(count(kept)).toBe(count(added));
        }
      }),
    );
  });
});

import { readdir, readFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { docComment, lineComment } from "./comment.ts";
import { jsonText, literal, literalKey, propertyKey, regexLiteral, textLiteral } from "./literals.ts";
import { identifier, js, joined } from "./source.ts";

const sources = resolve(import.meta.dirname, "..");

describe("emitted code", () => {
  it("is made from text in one folder, and from this package's own runtime", async () => {
    const files = await readdir(sources, { recursive: true });
    const makers: string[] = [];
    for (const file of files.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
      const text = await readFile(join(sources, file), "utf8");
      if (/\bSource\.(?:trusted|inBoth)\b/.test(text)) makers.push(relative(".", file));
    }
    expect(makers.filter((file) => !file.startsWith("source-text"))).toEqual(["runtime-source.ts"]);
  });

  it("knows the names that it consists of, through all that it is put together from", () => {
    const call = js`${identifier("f")}(${joined([identifier("a"), identifier("b")], ", ")})`;
    expect(js`return ${call};`).toMatchObject({ text: "return f(a, b);", uses: new Set(["f", "a", "b"]) });
  });

  it.each(["", "a-b", "1a", "a b", "a;b", "a\n", "\u202ea"])("takes no name that isn't one: %j", (name) => {
    expect(() => identifier(name)).toThrow("not an identifier");
  });
});

describe("texts in code", () => {
  it.each([
    ["\u2028", String.raw`"\u2028"`],
    ["\ud800", String.raw`"\ud800"`],
    ["\u202eabc", String.raw`"\u202eabc"`],
    ["</script>", String.raw`"</\u0073cript>"`],
    ['"\\', String.raw`"\"\\"`],
    ["\u{1f600} é", '"\u{1f600} é"'],
  ])("are string literals: %j", (text, expected) => {
    expect(textLiteral(text).text).toBe(expected);
    expect(JSON.parse(jsonText(text))).toBe(text);
  });

  it("are keys that declare a property, whatever it is called", () => {
    expect(literalKey("__proto__").text).toBe('["__proto__"]');
    expect(propertyKey("a").text).toBe("a");
    expect(propertyKey("a b").text).toBe('"a b"');
    expect(literal(JSON.parse('{"__proto__":[{"a":null}]}')).text).toBe('{["__proto__"]:[{"a":null}]}');
  });

  it.each(["\u2028", "/", "[/\n]", "<script>", "(?<script>a)\\k<script>", "[\u202d-\u202e]", "\ud800", "[\udc00]"])(
    "are patterns of the same meaning: %j",
    (pattern) => {
      const { text } = regexLiteral(pattern);
      expect(text).toMatch(/^[\x20-\x7e]+$/);
      const copy: unknown = runInThisContext(text);
      const samples = ["\u2028", "/", "\n", "<script>", "aa", "\u202e", "\ud800", "\udc00", "\ud800\udc00", "b"];
      const matches = (expression: RegExp) => samples.map((sample) => expression.test(sample));
      expect(copy).toBeInstanceOf(RegExp);
      expect(matches(copy as RegExp)).toEqual(matches(new RegExp(pattern, "u")));
    },
  );

  it("are comments that end where they should, with line ends of one kind", () => {
    expect(lineComment("a\r\nb\u2028c").text).toBe(String.raw`// a\u000d\u000ab\u2028c`);
    expect(docComment("a */ b\rc\u2029\u202ed", 2).text).toBe(
      ["  /**", "   * a *\\/ b", "   * c", String.raw`   * \u202ed`, "   */"].join("\n"),
    );
  });
});

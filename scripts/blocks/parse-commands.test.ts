import { describe, expect, it } from "vitest";
import { parseCommands } from "./parse-commands.ts";

describe("parseCommands", () => {
  it("splits lines, pipelines and sequences", () => {
    const words = parseCommands("a 1 | b\nc && d; e\n").map((pipeline) => pipeline.map((command) => command.words));
    expect(words).toEqual([[["a", "1"], ["b"]], [["c"]], [["d"]], [["e"]]]);
  });

  it.each([
    ["quotes", `a "b c" 'd  e' f\\ g h="i j"`, ["a", "b c", "d  e", "f g", "h=i j"]],
    ["a comment", "a b # c | d", ["a", "b"]],
    ["a hash inside of a word", "a b#c", ["a", "b#c"]],
    ["a command over several lines", "a \\\n  b \\\n  c", ["a", "b", "c"]],
    ["a dollar in single quotes", "a '$b'", ["a", "$b"]],
  ])("reads %s", (_, code, words) => {
    expect(parseCommands(code)).toEqual([[{ words, env: {} }]]);
  });

  it("reads variables and redirections", () => {
    expect(parseCommands("A=1 B='2 3' a x=4 < in > out")).toEqual([
      [{ words: ["a", "x=4"], env: { A: "1", B: "2 3" }, from: "in", to: "out" }],
    ]);
    expect(parseCommands("export A=1 B=2")).toEqual([[{ words: ["export"], env: { A: "1", B: "2" } }]]);
  });

  it.each(["a $(b)", "a $B", "a `b`", "a & b", "a || b", 'a "${B}"', "a >> b"])("refuses %s", (code) => {
    expect(() => parseCommands(code)).toThrow("can't be run");
  });
});

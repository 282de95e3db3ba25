import { describe, expect, it } from "vitest";
import type { StreamChunk } from "../chunk.ts";
import { createChunkReader } from "./chunk-reader.ts";

const push = (texts: readonly string[], resumedAt?: string): readonly (StreamChunk | undefined)[] => {
  const reader = createChunkReader(resumedAt, 1_000);
  return texts.map((text) => reader.push(Buffer.from(text)));
};

const textsOf = (chunk: StreamChunk | undefined): readonly string[] | undefined =>
  chunk?.items.map((item) => (item.status === "line" ? Buffer.from(item.bytes).toString() : item.reason));

describe("a chunk", () => {
  it("has the offset of its last line that has one", () => {
    const [chunk] = push(['{"offset":"1"}\n{"offset":"2"}\n{"id":"x"}\nno JSON\n']);
    expect(chunk?.offset).toBe("2");
    expect(textsOf(chunk)).toEqual(['{"offset":"1"}', '{"offset":"2"}', '{"id":"x"}', "no JSON"]);
  });

  it("keeps the offset before it where no line has one", () => {
    expect(push(["no JSON\n"], "7")[0]).toMatchObject({ offset: "7", items: [{}] });
    expect(push(["no JSON\n"])[0]?.offset).toBeUndefined();
  });

  it("comes not at all where nothing is new", () => {
    expect(push(["", "\n\n", '{"type":"OFFSET_UPDATE","offset":"7"}\n', '{"offset":'], "7")).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leaves out offset updates, also one that begins in earlier bytes, and no event that only speaks of them", () => {
    const chunks = push([
      '{"offset":"1","note":"OFFSET_UPDATE"}\n{"type":"OFFSET_UPDATE","offset":"2"}\n{"type":"OFFSET_',
      'UPDATE","offset":"3"}\n',
    ]);
    expect(chunks.map(textsOf)).toEqual([['{"offset":"1","note":"OFFSET_UPDATE"}'], []]);
    expect(chunks.map((chunk) => chunk?.offset)).toEqual(["2", "3"]);
  });
});

describe("the first event of a connection", () => {
  it("is left out where it is the one that was resumed behind", () => {
    expect(push(['{"offset":"7"}\n{"offset":"8"}\n'], "7").map(textsOf)).toEqual([['{"offset":"8"}']]);
    expect(push(['\n{"type":"OFFSET_UPDATE","offset":"7"}\n', '{"offset":"7"}\n'], "7")).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("is kept where it is another one, and so is a later one with that offset", () => {
    expect(push(['{"offset":"8"}\n{"offset":"7"}\n'], "7").map(textsOf)).toEqual([
      ['{"offset":"8"}', '{"offset":"7"}'],
    ]);
    expect(push(['{"offset":"8"}\n', '{"offset":"7"}\n'], "7").map(textsOf)).toEqual([
      ['{"offset":"8"}'],
      ['{"offset":"7"}'],
    ]);
    expect(push(["no JSON\n"], "7").map(textsOf)).toEqual([["no JSON"]]);
  });
});

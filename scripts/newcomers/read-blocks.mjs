const fence = /^```([a-z]*)[^\n]*\n([^]*?)^```$/gm;

const markerAbove = (text) => /<!--\s*([a-z ]+?)\s*(?::\s*(.*?))?\s*-->\s*$/.exec(text)?.slice(1) ?? [];

/**
 * Returns the blocks of a page, in order, each with the marker above it (`<!-- not run: why -->`) and its line.
 */
export const readBlocks = (page) =>
  [...page.matchAll(fence)].map(({ 1: language, 2: code, index }) => {
    const before = page.slice(0, index);
    const [marker, argument] = markerAbove(before);
    return { language, code, marker, argument, line: before.split("\n").length };
  });

/** The paragraph above a line of a page: what it says of the block that begins there. */
export const paragraphAbove = (page, line) =>
  page
    .split("\n")
    .slice(0, line - 1)
    .join("\n")
    .trimEnd()
    .split("\n\n")
    .at(-1) ?? "";

/** The lines that a block promises to print: `// => text`. */
export const promisedBy = (code) => [...code.matchAll(/\/\/ => (.*)$/gm)].map(([, text]) => text);

/** The commands of a shell block, each with the comment behind it. */
export const commandsWithComments = (code) =>
  code
    .replaceAll(/\s*\\\n\s*/g, " ")
    .split("\n")
    .map((line) => {
      const [, command = "", comment = ""] = /^(.*?)(?:(?:^|\s)#\s*(.*))?$/.exec(line) ?? [];
      return { command: command.trim(), comment };
    })
    .filter(({ command }) => command !== "");

/** The commands of a shell block, without comments. */
export const commandsOf = (code) => commandsWithComments(code).map(({ command }) => command);

const version = /^## /;
const heading = /^#/;

/** What a version without changes of its own says. */
const unchanged = "No changes; released together with the other packages.";

/** Whether lines hold nothing but headings. */
const isEmpty = (lines) => lines.every((line) => line.trim() === "" || heading.test(line));

/** Returns a changelog in which every version says something. */
export const fillEmptySections = (changelog) => {
  const lines = changelog.split("\n");
  const starts = lines.flatMap((line, index) => (version.test(line) ? [index] : []));
  const sections = starts.map((start, index) => lines.slice(start, starts[index + 1] ?? lines.length));
  if (!sections.some((section) => isEmpty(section))) return changelog;
  const filled = sections.map((section) => (isEmpty(section) ? [section[0], "", unchanged, ""] : section));
  return [...lines.slice(0, starts[0]), ...filled.flat()].join("\n").replace(/\n*$/, "\n");
};

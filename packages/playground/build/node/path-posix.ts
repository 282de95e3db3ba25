/** What the page's code uses of `node:path/posix`, for names of documents, which have no slash at their end. */
export const basename = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Returns the folder of a path. */
export const dirname = (path: string): string => {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : path.slice(0, end) || "/";
};

const partsOf = (path: string): readonly string[] => path.split("/").filter((part) => part !== "." && part !== "");

/** Returns the path from a folder to a document, both below the same folder. */
export const relative = (from: string, to: string): string => {
  const [above, below] = [partsOf(from), partsOf(to)];
  const differing = above.findIndex((part, index) => part !== below[index]);
  const shared = differing < 0 ? above.length : differing;
  return [...above.slice(shared).map(() => ".."), ...below.slice(shared)].join("/");
};

/** What the page's code uses of `node:path/posix`, for names of documents, which have no slash at their end. */
export const basename = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Returns the folder of a path. */
export const dirname = (path: string): string => {
  const end = path.lastIndexOf("/");
  return end < 0 ? "." : path.slice(0, end) || "/";
};

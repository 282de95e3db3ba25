import { toTypeName } from "@email-events/json-schema";

/**
 * Returns a constant name for each of some different tags.
 *
 * A tag without letters and digits, or whose name equals that of another tag, is its own name. That never equals
 * another name.
 */
export const tagKeys = (tags: readonly string[]): readonly string[] => {
  const wishes = tags.map(toTypeName);
  return tags.map((tag, index) => {
    const wish = wishes[index] ?? "";
    return wish === "" || wishes.indexOf(wish) !== wishes.lastIndexOf(wish) ? tag : wish;
  });
};

import { toTypeName } from "@email-events/json-schema";

/**
 * A name in code for each of some different tags.
 *
 * A tag that leaves nothing to be named after, or that would share its name with another, keeps its own text: that is
 * never a name which another tag has to itself, since a name's own name is the same.
 */
export const tagKeys = (tags: readonly string[]): readonly string[] => {
  const wishes = tags.map(toTypeName);
  return tags.map((tag, index) => {
    const wish = wishes[index] ?? "";
    return wish === "" || wishes.indexOf(wish) !== wishes.lastIndexOf(wish) ? tag : wish;
  });
};

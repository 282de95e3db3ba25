import type { Bump } from "../change.ts";

/** A version in numbers; a pre-release comes before its release. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  readonly preRelease: string;
}

/** Reads `1.2.3` and `1.2.3-beta.1`; `undefined` for anything else. */
export const parseVersion = (text: string): Version | undefined => {
  const [, major, minor, patch, preRelease = ""] = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  return { numbers: [Number(major), Number(minor), Number(patch)], preRelease };
};

/** Puts versions in order. */
export const compareVersions = (one: Version, other: Version): number => {
  const [a, b] = [one.numbers, other.numbers];
  const byNumbers = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  if (byNumbers !== 0) return byNumbers;
  if (one.preRelease === other.preRelease) return 0;
  if (one.preRelease === "") return 1;
  if (other.preRelease === "") return -1;
  return one.preRelease.localeCompare(other.preRelease, "en", { numeric: true });
};

/** The bump that leads from one version to a later one; `undefined` when it isn't later. */
export const bumpBetween = (from: Version, to: Version): Bump | undefined => {
  if (compareVersions(to, from) <= 0) return undefined;
  if (to.numbers[0] !== from.numbers[0]) return "major";
  return to.numbers[1] === from.numbers[1] ? "patch" : "minor";
};

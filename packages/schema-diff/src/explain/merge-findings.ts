import type { Finding } from "../classify-change.ts";
import { worst } from "../prove/verdicts.ts";

const keyOf = ({ file, pointer, change, detail }: Finding): string => [file, pointer, change, detail].join("\n");

const merge = (one: Finding, other: Finding): Finding => ({
  ...one,
  oldDataUnderNew: worst([one.oldDataUnderNew, other.oldDataUnderNew]),
  newDataUnderOld: worst([one.newDataUnderOld, other.newDataUnderOld]),
  outsideOldTypes: (one.outsideOldTypes ?? false) && (other.outsideOldTypes ?? false),
  onlyLineBreaks: (one.onlyLineBreaks ?? false) && (other.onlyLineBreaks ?? false),
});

/** Merges findings of the same change: a schema that several files refer to is compared once for each of them. */
export const mergeFindings = (findings: readonly Finding[]): readonly Finding[] => {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const known = merged.get(keyOf(finding));
    merged.set(keyOf(finding), known ? merge(known, finding) : finding);
  }
  const order = ({ file, pointer }: Finding): string => `${file}\n${pointer}`;
  return [...merged.values()].toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
};

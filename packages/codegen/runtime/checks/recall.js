/*:: import type { $Place } from "../issues/place-in.js"; */
/*:: import type { $Check } from "../issues/collect.js"; */

/** The verdicts of the call at hand, by check and value. */
let verdicts = new Map /*:: <$Check, Map<unknown, boolean>> */();

/** The verdict of a check, found once a call: a part of a value may be asked for again at each level above it. */
export function recall(check /*: $Check */, value /*: unknown */) /*: boolean */ {
  if (typeof value !== "object" || value === null) return check(value);
  let known = verdicts.get(check);
  if (!known) verdicts.set(check, (known = new Map()));
  let verdict = known.get(value);
  if (verdict === undefined) known.set(value, (verdict = check(value)));
  return verdict;
}

/** A check with verdicts of its own, since the next call may find the same value changed. */
export function afresh(check /*: $Check */, value /*: unknown */, place /*?: $Place */) /*: boolean */ {
  const before = verdicts;
  verdicts = new Map();
  try {
    return check(value, place);
  } finally {
    verdicts = before;
  }
}

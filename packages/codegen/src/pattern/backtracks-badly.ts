import { type Automaton, buildAutomaton } from "./automaton.ts";
import { createOverlap } from "./overlap.ts";
import { type ParsedPattern, parsePattern } from "./parse-pattern.ts";
import { strongComponents } from "./strong-components.ts";

type Overlap = (a: string, b: string) => boolean;

/**
 * Whether a state can be left and come back to in two ways over one text. Then each turn doubles the ways, and an
 * engine that backtracks tries them all before it gives up.
 * Source: Weideman, Van der Merwe, Berglund, Watson, "Analyzing Matching Time Behavior of Backtracking Regular
 * Expression Matchers by Using Ambiguity of NFA" (2016).
 */
const isAmbiguous = ({ sets, next }: Automaton, overlap: Overlap): boolean => {
  const states = sets.map((_, state) => state);
  const loops = strongComponents(states, (state) => next[state]?.keys() ?? []);
  const inLoop = (a: number, b: number): boolean => loops.get(a) === loops.get(b);
  for (const from of states) {
    for (const [to, ways] of next[from] ?? []) if (ways > 1 && inLoop(from, to)) return true;
  }

  // Two walks at once over one text, as one number for each pair of states.
  const size = sets.length;
  function* pairsAfter(pair: number): Iterable<number> {
    const [a, b] = [Math.floor(pair / size), pair % size];
    for (const c of next[a]?.keys() ?? []) {
      if (!inLoop(a, c)) continue;
      for (const d of next[b]?.keys() ?? []) {
        if (inLoop(b, d) && overlap(sets[c] ?? "", sets[d] ?? "")) yield c * size + d;
      }
    }
  }
  const together = strongComponents(
    states.map((state) => state * size + state),
    pairsAfter,
  );
  const meeting = new Set(states.map((state) => together.get(state * size + state)));
  return [...together].some(([pair, component]) => Math.floor(pair / size) !== pair % size && meeting.has(component));
};

/** Whether matching a pattern (valid under the u flag) can take time that is exponential in the length of a text. */
export const backtracksBadly = (source: string): boolean => {
  const { main, looks }: ParsedPattern = parsePattern(source);
  const overlap = createOverlap(source);
  return [main, ...looks].some((piece) => isAmbiguous(buildAutomaton(piece), overlap));
};

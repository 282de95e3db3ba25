import { textLiteral } from "../../source-text/literals.ts";
import { callOf, identifier, js, type Source } from "../../source-text/source.ts";

/** What a check is called with: expressions of a value and of the place where it stands. */
export interface Call {
  readonly value: Source;
  /** Without it, the check only answers, and collects no issues. */
  readonly place?: Source;
}

/** The parameter of a check: the value. */
export const itself: Source = identifier("value");

const itsPlace = identifier("place");

/** Checks that value, and collects issues. */
export const ofItself = { value: itself, place: itsPlace } satisfies Call;

/** Checks that value, and collects none: the check is a condition of something else. */
export const ofItselfQuietly: Call = { value: itself };

/** Checks a part of that value. */
export const ofPart = (value: Source, name: Source): Required<Call> => ({
  value,
  place: js`${itsPlace}?.at(${name})`,
});

export const printCall = (name: string, { value, place }: Call, ...others: readonly Source[]): Source =>
  callOf(name, value, ...(place === undefined ? [] : [place]), ...others);

/** Reports a missing property. */
export const printMissing = (call: Call): Source =>
  printCall("issue", call, textLiteral("required"), textLiteral("a value"));

/** The check that every value passes. */
export const anything: Source = js`() => true`;

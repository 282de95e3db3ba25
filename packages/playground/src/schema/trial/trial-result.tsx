import { CopyText } from "../../copying/copy-text.tsx";
import { useMask } from "../../masking/mask.ts";
import type { Comparison } from "./compare.ts";
import type { Refusal } from "./refusals.ts";
import type { Trial } from "./try-schema.ts";

type OnPlace = ((offset: number) => void) | undefined;

interface TrialResultProps {
  readonly result: Trial;
  /** Selects a place of the schema; absent where it can't be shown. */
  readonly onSchemaPlace: OnPlace;
  /** Selects a place of the event. */
  readonly onValuePlace: OnPlace;
}

interface RefusalsProps {
  readonly name: string;
  readonly whole: string;
  readonly refusals: readonly Refusal[];
  readonly onPlace: OnPlace;
}

const Refusals = ({ name, onPlace, refusals, whole }: RefusalsProps) => {
  const { show } = useMask();
  if (refusals.length === 0) return null;
  return (
    <ul class="values" aria-label={name}>
      {refusals.map(({ place, pointer, sentence }, index) => {
        const where = `${pointer === "" ? whole : show(pointer)}${place === undefined ? "" : ` at line ${place.line}, column ${place.column}`}`;
        return (
          <li key={index} class="fails">
            {place === undefined || onPlace === undefined ? (
              <code>{where}</code>
            ) : (
              <button type="button" onClick={() => onPlace(place.offset)}>
                {where}
              </button>
            )}
            <strong> fails</strong>
            <p>{show(sentence)}</p>
          </li>
        );
      })}
    </ul>
  );
};

const Changes = ({ comparison: { bumps, changes, more, sentence } }: { readonly comparison: Comparison }) => {
  const { show } = useMask();
  return (
    <section aria-label="Changes">
      <h3>{`Changes${bumps.both === "none" ? "" : `: a ${bumps.both} version`}`}</h3>
      <p>{show(sentence)}</p>
      {changes.length > 0 && (
        <>
          <p>{`For producers alone: ${bumps.producer}. For consumers alone: ${bumps.consumer}.`}</p>
          <ul class="values" aria-label="List of changes">
            {changes.map(({ breakingFor, bump, change, detail, newDataUnderOld, oldDataUnderNew, pointer }, index) => (
              <li key={index} class={bump === "major" ? "fails" : ""}>
                <strong>{bump}</strong> <code>{pointer === "" ? "the schema" : show(pointer)}</code>
                <p>{`${change}: ${show(detail)}`}</p>
                <p class="source">{`Breaking for ${breakingFor}. Backward (old data, new schema): ${oldDataUnderNew}. Forward (new data, old schema): ${newDataUnderOld}.`}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      {more > 0 && <p>{`And ${more.toLocaleString("en")} more changes.`}</p>}
    </section>
  );
};

/** What is made of a schema: what is wrong with it, the verdict on the event, the changes, and the types. */
export const TrialResult = ({ onSchemaPlace, onValuePlace, result }: TrialResultProps) => {
  const { show } = useMask();
  const { comparison, notes, refusals, types, verdict } = result;
  return (
    <>
      <Refusals name="Why the schema is refused" whole="the schema" refusals={refusals} onPlace={onSchemaPlace} />
      {verdict !== undefined && (
        <section aria-label="Validator">
          <h3>Validator</h3>
          <p>{show(verdict.sentence)}</p>
          <Refusals name="Issues" whole="the event" refusals={verdict.issues} onPlace={onValuePlace} />
        </section>
      )}
      {types !== undefined && (
        <CopyText name="Types" about="What email-events-codegen generates, before it is formatted." text={types} />
      )}
      {comparison !== undefined && <Changes comparison={comparison} />}
      {notes.map((note) => (
        <p key={note} class="source">
          {show(note)}
        </p>
      ))}
    </>
  );
};

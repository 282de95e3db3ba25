import type { Finding, Stage, StageStatus } from "@email-events/diagnose";
import { useMask } from "../masking/mask.ts";

interface StagesProps {
  readonly stages: readonly Stage[];
  /** Shows a place in the text; absent where the text isn't shown. */
  readonly onPlace?: ((finding: Finding) => void) | undefined;
}

const marks: Readonly<Record<StageStatus, string>> = { passes: "✓", "stops on purpose": "■", fails: "✗" };

const kinds: Readonly<Record<StageStatus, string>> = { passes: "passes", "stops on purpose": "stops", fails: "fails" };

const FindingLine = ({ finding, onPlace }: { readonly finding: Finding } & Pick<StagesProps, "onPlace">) => {
  const { show } = useMask();
  const { next, place, pointer, sentence, source } = finding;
  const where = `line ${place.line}, column ${place.column}`;
  return (
    <li>
      <p>
        {show(sentence)}{" "}
        {onPlace !== undefined && (
          <button type="button" class="place" onClick={() => onPlace(finding)}>
            {`Show ${pointer === "" ? "" : `${show(pointer)} at `}${where}`}
          </button>
        )}
      </p>
      {next !== undefined && (
        <p>
          <strong>Next step:</strong> {show(next)}
        </p>
      )}
      {source !== undefined && <p class="source">{`Source: ${source}`}</p>}
    </li>
  );
};

/** The stages of an event. Their status is a word and a mark, not only a color. */
export const Stages = ({ onPlace, stages }: StagesProps) => {
  const { show } = useMask();
  return (
    <ol class="stages" aria-label="Stages">
      {stages.map(({ findings, name, sentence, status }) => (
        <li key={name} class={`stage ${kinds[status]}`}>
          <h3>
            <span aria-hidden="true">{marks[status]}</span>
            {` ${name} `}
            <span class="status">{status}</span>
          </h3>
          {!findings.some((finding) => finding.sentence === sentence) && <p>{show(sentence)}</p>}
          {findings.length > 0 && (
            <ul>
              {findings.map((finding, index) => (
                <FindingLine key={index} finding={finding} onPlace={onPlace} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
};

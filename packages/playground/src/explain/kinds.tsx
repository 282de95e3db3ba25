import { useMask } from "../masking/mask.ts";
import type { Explained } from "../worker/explain-text.ts";

interface KindsProps {
  readonly explained: Explained;
  readonly chosen: number;
  readonly onChoose: (number: number) => void;
}

/** How many events end in which way, and which one is shown. */
export const Kinds = ({ chosen, explained, onChoose }: KindsProps) => {
  const { show, showShort } = useMask();
  const { events, kinds, omitted, total } = explained;
  return (
    <>
      <table>
        <caption>How they end</caption>
        <thead>
          <tr>
            <th scope="col">Ends</th>
            <th scope="col">Events</th>
            <th scope="col">First</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ count, first, kind }) => (
            <tr key={kind}>
              <th scope="row">{show(kind)}</th>
              <td>{count.toLocaleString("en")}</td>
              <td>
                <button type="button" aria-label={`Show event ${first}, ${show(kind)}`} onClick={() => onChoose(first)}>
                  {`Event ${first.toLocaleString("en")}`}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {omitted > 0 && <p>{`${omitted.toLocaleString("en")} more events were not looked at.`}</p>}
      <p>
        <label for="event-number">Event shown</label>{" "}
        <select
          id="event-number"
          value={String(chosen)}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value))}
        >
          {events.map(({ endsAt, name, number }) => (
            <option key={number} value={String(number)}>
              {`${number}: ${showShort(name ?? "no name")}, ${endsAt === undefined ? "arrives" : `${endsAt.name} ${endsAt.status}`}`}
            </option>
          ))}
        </select>
      </p>
      {total > events.length && (
        <p>{`The list has ${events.length} of ${total.toLocaleString("en")} events: the first ones, and the first of each kind.`}</p>
      )}
    </>
  );
};

import { useEffect, useMemo, useState } from "preact/hooks";
import { Announcement } from "../answers/announcement.tsx";
import { useAtMostEvery } from "../answers/use-at-most-every.ts";
import { ShownInput } from "../masking/shown-input.tsx";
import { useMask } from "../masking/mask.ts";
import { CallDetails } from "./call-details.tsx";
import { filterCalls, toOutcomeFilter, type Filter } from "./call-list.ts";
import { outcomes, type LiveCall } from "./live-call.ts";
import { FaultsForm } from "./faults-form.tsx";
import { sandbox } from "./sandbox-requests.ts";
import { useNotices } from "./use-notices.ts";
import type { LiveFeed, LiveState } from "./live-feed.ts";

interface LiveProps {
  readonly feed: LiveFeed;
  readonly onExplain: (text: string) => void;
}

/** How often the counts may be read aloud. */
const announceEveryMs = 1_000;

/** How many rows are shown at once. */
const maxRows = 200;

const connections: Readonly<Record<LiveState["connection"], string>> = {
  connecting: "Connecting to the sandbox.",
  connected: "Connected to the sandbox.",
  interrupted: "The sandbox doesn't answer. Start it again: the page connects by itself.",
};

const count = (number: number): string => number.toLocaleString("en");

const counted = (number: number, what: string): string => `${count(number)} ${what}${number === 1 ? "" : "s"}`;

const summarize = ({ connection, counts }: LiveState): string => {
  const parts = outcomes.filter((outcome) => outcome !== "empty" || counts.empty > 0);
  return `${connections[connection]} ${parts.map((outcome) => `${count(counts[outcome])} ${outcome}`).join(", ")}.`;
};

const useLiveState = (feed: LiveFeed): LiveState => {
  const [state, setState] = useState(feed.state);
  useEffect(() => {
    setState(feed.state());
    return feed.subscribe(() => setState(feed.state()));
  }, [feed]);
  return state;
};

const marks: Readonly<Record<LiveCall["outcome"], string>> = {
  accepted: "✓",
  dropped: "✗",
  rejected: "✗",
  failed: "!",
  empty: "–",
};

interface RowProps extends Pick<LiveProps, "onExplain"> {
  readonly call: LiveCall;
  /** What is wrong with an accepted call; empty if nothing is. */
  readonly notice: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

const Row = ({ call, isOpen, notice, onExplain, onToggle }: RowProps) => {
  const { show, showShort } = useMask();
  return (
    <li class={`call ${call.outcome}`}>
      <button type="button" class="row" aria-expanded={isOpen} onClick={onToggle}>
        <span class="status">
          <span aria-hidden="true">{marks[call.outcome]} </span>
          {call.outcome}
        </span>{" "}
        <strong>{showShort(call.name)}</strong> <span>{showShort(call.person)}</span>{" "}
        <span>{showShort(call.messageId)}</span> <time dateTime={call.time}>{call.time.slice(11, 19)}</time>
        {call.errors[0] !== undefined && <span class="reason">{show(` ${call.errors[0]}`)}</span>}
        {call.note !== undefined && <span class="reason">{show(` ${call.note}`)}</span>}
        {notice !== "" && <span class="reason">{show(`Accepted, but: ${notice}`)}</span>}
      </button>
      {isOpen && <CallDetails call={call} onExplain={onExplain} />}
    </li>
  );
};

const Omissions = ({ state, more }: { readonly state: LiveState; readonly more: number }) => (
  <>
    {more > 0 && <p>{`${count(more)} older calls match, and are not shown. Filter to see them.`}</p>}
    {state.leftOut > 0 && (
      <p>{`Left out of the list, accepted ones first: ${counted(state.leftOut, "call")}. They are counted above.`}</p>
    )}
    {state.omitted > 0 && <p>{`Not kept by the sandbox any more: ${counted(state.omitted, "request")}.`}</p>}
    {state.unreadable > 0 && <p>{`${counted(state.unreadable, "message")} of the sandbox can't be read.`}</p>}
  </>
);

/** The tab that shows what the sandbox answers, as it happens. */
export const Live = ({ feed, onExplain }: LiveProps) => {
  const state = useLiveState(feed);
  const [paused, setPaused] = useState<LiveState>();
  const [filter, setFilter] = useState<Filter>({ outcome: "all", words: "" });
  const [open, setOpen] = useState("");
  const { calls } = paused ?? state;
  const matching = useMemo(() => filterCalls(calls, filter), [calls, filter]);
  const rows = useMemo(() => matching.slice(0, maxRows), [matching]);
  const notices = useNotices(rows);
  const total = ({ counts }: LiveState): number => outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const clear = (): void => {
    setPaused(undefined);
    feed.clear();
  };
  const summary = useAtMostEvery(summarize(state), announceEveryMs);
  return (
    <>
      <Announcement text={summary} />
      <form class="filter" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
        <label for="outcome">Outcome</label>
        <select
          id="outcome"
          value={filter.outcome}
          onChange={({ currentTarget }) => setFilter({ ...filter, outcome: toOutcomeFilter(currentTarget.value) })}
        >
          <option value="all">all</option>
          {outcomes.map((outcome) => (
            <option key={outcome} value={outcome}>
              {outcome}
            </option>
          ))}
        </select>
        <label for="words">Name, person, messageId or reason</label>
        <ShownInput
          id="words"
          type="search"
          value={filter.words}
          onValue={(words) => setFilter({ ...filter, words })}
        />
        <button type="button" aria-pressed={paused !== undefined} onClick={() => setPaused(paused ? undefined : state)}>
          Pause
        </button>
        <button type="button" onClick={clear}>
          Clear
        </button>
      </form>
      <FaultsForm sandbox={sandbox} seen={summary} />
      {paused !== undefined && <p>{`Paused. ${count(Math.max(0, total(state) - total(paused)))} newer calls.`}</p>}
      {total(state) === 0 && <p>No request yet. Set your sender's endpoint to the address of this page.</p>}
      <ol class="calls" aria-label="Calls, newest first">
        {rows.map((call) => (
          <Row
            key={call.key}
            call={call}
            notice={notices.get(call.key) ?? ""}
            isOpen={open === call.key}
            onToggle={() => setOpen(open === call.key ? "" : call.key)}
            onExplain={onExplain}
          />
        ))}
      </ol>
      <Omissions state={state} more={matching.length - maxRows} />
    </>
  );
};

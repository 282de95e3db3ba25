import type { JSX } from "preact";

/** A tab. */
export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly panel: () => JSX.Element;
}

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** How far each key moves; `undefined` for a key that doesn't. */
const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** Tabs as in https://www.w3.org/WAI/ARIA/apg/patterns/tabs/: arrow keys choose, Tab goes into the panel. */
export const Tabs = ({ chosen, onChoose, tabs }: TabsProps) => {
  const at = tabs.findIndex(({ id }) => id === chosen);
  const onKeyDown = (event: KeyboardEvent): void => {
    // With another key they are the browser's: Alt and an arrow go through its history.
    const move = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key];
    const next = move === undefined ? undefined : tabs[move(at, tabs.length)];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  const open = tabs[at];
  return (
    <>
      <div role="tablist" aria-label="What to do" onKeyDown={onKeyDown}>
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-selected={id === chosen}
            aria-controls={id === chosen ? "panel" : undefined}
            tabIndex={id === chosen ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" key={chosen} aria-labelledby={`tab-${chosen}`} tabIndex={0}>
        {open?.panel()}
      </div>
    </>
  );
};

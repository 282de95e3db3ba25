import { useEffect, useMemo, useState } from "preact/hooks";
import { FileToText } from "../editor/file-to-text.tsx";
import { Explain } from "../explain/explain.tsx";
import { createLiveFeed } from "../live/live-feed.ts";
import { LinkButton } from "../link/link-button.tsx";
import { forgetLink, useLinkedState } from "../link/use-linked-state.ts";
import { Live } from "../live/live.tsx";
import { NoSandbox } from "../live/no-sandbox.tsx";
import { addressMask, MaskContext, noMask } from "../masking/mask.ts";
import { noSettings } from "../options/settings.ts";
import { noDraft } from "../schema/trial/schema-draft.ts";
import { SchemaTab } from "../schema/schema-tab.tsx";
import { TakeAwayTab } from "../take-away/take-away-tab.tsx";
import { Trace } from "../trace/trace.tsx";
import { createWorkerClient } from "../worker/worker-client.ts";
import type { GivenEvent } from "../event/given-event.ts";
import { hasSandbox } from "./has-sandbox.ts";
import { Tabs, type Tab } from "./tabs.tsx";

/** The page: tabs around one text. */
export const App = () => {
  const [text, setText] = useState("");
  const [file, setFile] = useState<File>();
  const [number, setNumber] = useState(1);
  const [mask, setMask] = useState(noMask);
  const [settings, setSettings] = useState(noSettings);
  const [draft, setDraft] = useState(noDraft);
  const [chosen, setChosen] = useState("explain");
  const worker = useMemo(createWorkerClient, []);
  const feed = useMemo(createLiveFeed, []);
  const isServed = useMemo(hasSandbox, []);
  const origin = isServed ? location.origin : undefined;
  useEffect(() => (isServed ? feed.connect("/_sandbox/requests") : undefined), [feed, isServed]);

  const changeFile = (given: File | undefined): void => {
    setFile(given);
    setNumber(1);
  };
  const editText = (edited: string): void => {
    setText(edited);
    setFile(undefined);
  };
  const changeText = (changed: string): void => {
    editText(changed);
    setNumber(1);
  };
  const explain = (event: string): void => {
    changeText(event);
    setChosen("explain");
  };
  const explainFile = (given: File): void => {
    changeFile(given);
    setChosen("explain");
  };
  const changeMask = (): void => {
    setMask(mask.isOn ? noMask : addressMask);
    if (!mask.isOn) forgetLink();
  };
  const event: GivenEvent = {
    text,
    onText: changeText,
    onEdit: editText,
    number,
    onNumber: setNumber,
    settings,
    onSettings: setSettings,
  };
  const tabs: readonly Tab[] = [
    {
      id: "explain",
      name: "Explain",
      panel: () => <Explain event={event} file={file} onFile={changeFile} worker={worker} />,
    },
    {
      id: "live",
      name: "Live",
      panel: () => (
        <>
          <FileToText onText={explain} onFile={explainFile} />
          {isServed ? <Live feed={feed} onExplain={explain} /> : <NoSandbox />}
        </>
      ),
    },
    { id: "trace", name: "Trace", panel: () => <Trace event={event} worker={worker} /> },
    { id: "take-away", name: "Take away", panel: () => <TakeAwayTab event={event} worker={worker} origin={origin} /> },
    {
      id: "schema",
      name: "Schema",
      panel: () => <SchemaTab event={event} worker={worker} draft={draft} onEdit={setDraft} />,
    },
  ];
  const linkProblem = useLinkedState((state) => {
    changeText(state.text);
    setNumber(state.number);
    setSettings(state.settings);
    setDraft(state.draft);
    setChosen(tabs.some(({ id }) => id === state.tab) ? state.tab : "explain");
  });
  return (
    <MaskContext.Provider value={mask}>
      <header>
        <h1>Why doesn't my email event arrive?</h1>
        <p>{`Paste an event${isServed ? ", or point your sender at this sandbox and watch" : ""}. Nothing leaves this machine.`}</p>
        <div class="tools">
          <button type="button" aria-pressed={mask.isOn} onClick={changeMask}>
            Mask addresses
          </button>
          <LinkButton state={{ tab: chosen, text, number, settings, draft }} />
        </div>
        {linkProblem !== "" && <p role="alert">{linkProblem}</p>}
      </header>
      <main>
        <Tabs tabs={tabs} chosen={chosen} onChoose={setChosen} />
      </main>
    </MaskContext.Provider>
  );
};

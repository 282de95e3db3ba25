import type { MapperOption } from "@email-events/diagnose/sources";
import { useEffect, useState } from "preact/hooks";
import { CopyText } from "../copying/copy-text.tsx";
import { createWorkerClient } from "../worker/worker-client.ts";
import { OptionField } from "./option-field.tsx";
import { changeSetting, noSettings, toCode, toCommand, toMapperOptions, type Settings } from "./settings.ts";

interface OptionsFormProps {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
}

/** Loads the options when the form is opened. The worker knows the mappers, and the page is small without them. */
const useOptionList = (isOpen: boolean): readonly MapperOption[] => {
  const [list, setList] = useState<readonly MapperOption[]>([]);
  useEffect(() => {
    if (!isOpen || list.length > 0) return undefined;
    const worker = createWorkerClient();
    worker
      .listOptions()
      .then(setList, () => setList([]))
      .finally(worker.close);
    return worker.close;
  }, [isOpen]);
  return list;
};

/** The options of the mappers, and what equals them on the command line and in code. */
export const OptionsForm = ({ onSettings, settings }: OptionsFormProps) => {
  const [isOpen, setOpen] = useState(false);
  const list = useOptionList(isOpen);
  const vocabularies = [...new Set(list.map(({ vocabulary }) => vocabulary))];
  return (
    <details class="options" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{`Options of the mappers: ${settings.size === 0 ? "none set" : `${settings.size} set`}`}</summary>
      {vocabularies.map((vocabulary) => (
        <fieldset key={vocabulary}>
          <legend>{vocabulary}</legend>
          {list
            .filter((option) => option.vocabulary === vocabulary)
            .map((option) => (
              <OptionField
                key={option.name}
                option={option}
                values={settings.get(option.name) ?? []}
                onValues={(values) => onSettings(changeSetting(settings, option.name, values))}
              />
            ))}
        </fieldset>
      ))}
      {settings.size > 0 && list.length > 0 && (
        <>
          <button type="button" onClick={() => onSettings(noSettings)}>
            Set all to their defaults
          </button>
          <CopyText name="Options as a command" text={toCommand(settings)} />
          <CopyText name="Options as code" text={toCode(toMapperOptions(list, settings))} />
        </>
      )}
    </details>
  );
};

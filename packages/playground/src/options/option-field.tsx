import type { MapperOption } from "@email-events/diagnose/sources";
import { ShownInput } from "../masking/shown-input.tsx";
import { useDots } from "../masking/use-dots.ts";

interface FieldProps {
  readonly option: MapperOption;
  /** None for the default. */
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
}

const idOf = ({ name }: MapperOption): string => `option-${name.replaceAll(".", "-")}`;

const Choice = ({ choices, onValues, option, values }: FieldProps & { readonly choices: readonly string[] }) => (
  <select
    id={idOf(option)}
    value={values[0] ?? ""}
    onChange={({ currentTarget: { value } }) => onValues(value === "" ? [] : [value])}
  >
    <option value="">{option.form.kind === "choice" ? `default: ${choices[0] ?? ""}` : "default"}</option>
    {choices.map((choice) => (
      <option key={choice} value={choice}>
        {choice}
      </option>
    ))}
  </select>
);

const Text = ({ onValues, option, values }: FieldProps) => (
  <ShownInput
    id={idOf(option)}
    type="text"
    value={values[0] ?? ""}
    onValue={(value) => onValues(value === "" ? [] : [value])}
  />
);

const toLines = (text: string): readonly string[] => text.split("\n").filter((line) => line !== "");

const isEmptyList = (values: readonly string[]): boolean => values.length === 1 && values[0] === "";

const List = ({ onValues, option, values }: FieldProps) => {
  const text = values.join("\n");
  return (
    <>
      <textarea
        id={idOf(option)}
        rows={2}
        spellcheck={false}
        placeholder="default"
        disabled={isEmptyList(values)}
        class={useDots(text)}
        value={text}
        onChange={({ currentTarget: { value } }) => onValues(toLines(value))}
      />
      <label class="inline">
        <input
          type="checkbox"
          checked={isEmptyList(values)}
          onChange={({ currentTarget: { checked } }) => onValues(checked ? [""] : [])}
        />
        {` ${option.name} is an empty list`}
      </label>
    </>
  );
};

const labelOf = ({ form, name }: MapperOption): string => {
  if (form.kind === "list") return `${name}, one a line`;
  return form.kind === "custom-event" ? `${name}, the name of a custom event` : name;
};

const Control = (props: FieldProps) => {
  const { form } = props.option;
  switch (form.kind) {
    case "choice":
      return <Choice {...props} choices={form.choices} />;
    case "flag":
      return <Choice {...props} choices={["true", "false"]} />;
    case "list":
      return <List {...props} />;
    case "text":
    case "custom-event":
      return <Text {...props} />;
    case "function":
      return <span>Only code can give it: it takes a function.</span>;
    default:
      return form satisfies never;
  }
};

/** An option of a mapper, as a field of a form. */
export const OptionField = (props: FieldProps) => (
  <p>
    {props.option.form.kind === "function" ? (
      <span class="label">{props.option.name}</span>
    ) : (
      <label for={idOf(props.option)}>{labelOf(props.option)}</label>
    )}
    <Control {...props} />
  </p>
);

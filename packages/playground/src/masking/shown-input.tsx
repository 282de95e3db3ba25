import { useDots } from "./use-dots.ts";

interface ShownInputProps {
  readonly id: string;
  readonly type: "search" | "text";
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A field of one line. While the mask is on, an address in it is shown as dots. */
export const ShownInput = ({ id, onValue, type, value }: ShownInputProps) => {
  const shared = {
    id,
    value,
    class: useDots(value),
    autocomplete: "off",
    spellcheck: false,
    onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => onValue(currentTarget.value),
  };
  return type === "search" ? <input {...shared} type="search" /> : <input {...shared} type="text" />;
};

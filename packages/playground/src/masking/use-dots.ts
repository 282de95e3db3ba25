import { useMask } from "./mask.ts";

/** Returns the class of a field with a value: one that shows it as dots, where the mask would change it. */
export const useDots = (value: string): string => {
  const { copy, isOn } = useMask();
  return isOn && copy(value) !== value ? "dots" : "";
};

import { useEffect, useState } from "preact/hooks";
import type * as codeEditor from "./code-editor.ts";

type Module = typeof codeEditor;

let loading: Promise<Module> | undefined;
let loaded: Module | undefined;

const load = async (): Promise<Module | undefined> => {
  try {
    loaded = await (loading ??= import("./code-editor.ts"));
  } catch {
    // Without it the text area stays. The next one tries again.
    loading = undefined;
  }
  return loaded;
};

/** Loads the code of the editor; `undefined` until it is there, and where it can't be loaded. */
export const useCodeEditor = (): Module | undefined => {
  const [code, setCode] = useState(loaded);
  useEffect(() => {
    let isCurrent = true;
    void load().then((found) => {
      if (isCurrent) setCode(found);
    });
    return () => {
      isCurrent = false;
    };
  }, []);
  return code;
};

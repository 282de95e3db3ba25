import { useEffect, useState } from "preact/hooks";
import type * as trial from "./schema-trial.tsx";

type Component = (typeof trial)["SchemaTrial"];

/** Loads the part of the page where a schema is edited, which no other tab needs; `undefined` until it is there. */
export const useSchemaTrial = (): Component | undefined => {
  const [component, setComponent] = useState<{ readonly SchemaTrial: Component }>();
  useEffect(() => {
    let isCurrent = true;
    // Without it the tab still shows the schema.
    const onLoaded = (loaded: { readonly SchemaTrial: Component }): void => {
      if (isCurrent) setComponent(loaded);
    };
    import("./schema-trial.tsx").then(onLoaded, () => undefined);
    return () => {
      isCurrent = false;
    };
  }, []);
  return component?.SchemaTrial;
};

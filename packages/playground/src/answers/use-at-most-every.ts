import { useEffect, useRef, useState } from "preact/hooks";

/** Returns a text that follows another one, and changes at most once in a time. */
export const useAtMostEvery = (text: string, ms: number): string => {
  const [shown, setShown] = useState(text);
  const changed = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, changed.current + ms - performance.now());
    const timer = setTimeout(() => {
      changed.current = performance.now();
      setShown(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return shown;
};

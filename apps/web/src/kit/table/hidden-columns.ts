import { useState } from 'react';

const rememberedAs = (id: string) => `maru.table.${id}`;

/** What this browser remembers, if it is what this build would have written. */
function remembered(id: string): string[] {
  try {
    const keys: unknown = JSON.parse(localStorage.getItem(rememberedAs(id)) ?? '[]');
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  } catch {
    return [];
  }
}

/** Which columns of a table a person has put away on this device. */
export function useHiddenColumns(id: string | undefined) {
  const [hidden, setHidden] = useState<string[]>(() => (id === undefined ? [] : remembered(id)));
  const show = (key: string, isShown: boolean) => {
    const next = isShown ? hidden.filter((each) => each !== key) : [...hidden, key];
    setHidden(next);
    if (id !== undefined) localStorage.setItem(rememberedAs(id), JSON.stringify(next));
  };
  return { hidden, show };
}

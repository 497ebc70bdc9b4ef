import { createContext, useContext } from 'react';
import type { Reply } from './client';

/** Who is signed in, for which organisation, with what rights and modules. */
export type Me = Reply<'get', '/api/me'>;

const MeContext = createContext<Me | null>(null);

export const MeProvider = MeContext.Provider;

/** Only for what is shown to a person who has signed in: the frame waits for the answer before it shows a page. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is called outside the frame');
  return me;
}

/** Whether the person may do this; the server decides again, this only keeps keys away that would be refused. */
export const useMay = (permission: string): boolean => useMe().permissions.includes(permission);

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFormer } from '../../kit/former';
import type { MessageFiles } from '../../kit/language';
import { useMay, useMe } from '../../kit/me';
import { useRead } from '../../kit/read';
import { foundAddress } from '../modules';
import type { EntryGroup } from './entries';
import { isNamed } from './jamo';

/** A person who types on is not asked for in between. */
const pauseMs = 200;

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), pauseMs);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}

interface Found {
  groups: EntryGroup[];
  /** An answer is on its way. */
  isBusy: boolean;
  error: unknown;
  retry: () => void;
}

/**
 * What the server finds among the organisation's things.
 *
 * Its reads are supporting ones, which count for nobody (cause.ts): a person who types is looking for the way, and what they wanted to
 * see is read by the page that they open, whose visit is theirs. Counted, every pause of a typing hand would be an action in the log.
 *
 * Each text has an answer of its own, so that a late one shows under no other; until the new one is there, of the former those stay that
 * have the new text in their names as well.
 */
export function useFound(typed: string): Found {
  const text = typed.trim();
  const asked = useSettled(text);
  const may = useMay('workspace.search.read');
  const read = useRead('/api/workspace/search', { query: { q: asked } }, { supporting: true, enabled: may && asked !== '' });
  const kinds = useFormer(read.data)?.kinds ?? [];
  const kindName = useKindNames();
  const navigate = useNavigate();
  const isFresh = read.data !== undefined && asked === text;
  const groups = (text === '' ? [] : kinds).map(({ kind, items, more }) => ({
    id: kind,
    label: kindName(kind),
    isCut: more && isFresh,
    entries: items.flatMap((item) => {
      const address = foundAddress({ kind, ...item });
      if (address === null || !(isFresh || isNamed(item.name, text))) return [];
      return [{ id: `${kind} ${item.id}`, label: item.name, sub: item.sub, act: () => void navigate(address) }];
    }),
  }));
  const error = asked === text && !read.data ? read.error : null;
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isBusy: may && text !== '' && !isFresh && !error,
    error,
    retry: read.retry,
  };
}

/** What a kind of thing is called is a word of its module: `found.meter` among the messages of fems. */
function useKindNames(): (kind: string) => string {
  const ids = useMe().modules.map(({ id }) => id) as (keyof MessageFiles)[];
  const { i18n } = useTranslation(ids, { useSuspense: false });
  return (kind) => {
    const [module, thing] = kind.split('.');
    return i18n.getResource(i18n.language, module, `found.${thing}`) ?? kind;
  };
}

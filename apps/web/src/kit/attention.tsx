import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './attention.css';
import { attentionPath } from './attention-path';
import type { Schemas } from './client';
import { currentLanguage, type MessageFiles } from './language';
import { useMay, useMe } from './me';
import { problemOf } from './problem';
import { type Read, useRead } from './read';
import { Failed, Loading, useSentence } from './states';
import { useFormats } from './use-formats';
import { useWebModules } from './web-modules';
import { useWrite } from './write';

export type AttentionItem = Schemas['AttentionEntry'];
type Answer = Schemas['AttentionAnswer'];

/** What needs the person now; one answer for all who show it. @param supporting it is not what the page is about */
export function useAttention({ supporting }: { supporting: boolean }): Read<Answer> {
  return useRead(attentionPath, {}, { supporting });
}

export const isOpenItem = ({ note }: AttentionItem): boolean => note === null;

const tagOf = { bad: 'tag tag-bad', warning: 'tag tag-warning', info: 'tag' } as const;

/** The words for an item: of the module that tells it, `attention.points-stopped.text` among the messages of fems. */
function useWords(item: AttentionItem) {
  const [module, name] = item.kind.split('.') as [keyof MessageFiles, string];
  const { t, ready } = useTranslation(module, { useSuspense: false });
  const { t: ofShell } = useTranslation('web');
  const format = useFormats();
  const { modules } = useMe();
  const named = item.names.join(', ');
  const values = {
    count: item.count,
    amount: item.amount === null ? '' : format.count(item.amount),
    names: item.count > item.names.length ? ofShell('attention.andMore', { named, count: item.count - item.names.length }) : named,
    module: modules.find(({ id }) => id === item.about)?.name[currentLanguage()] ?? '',
    since: item.since ? format.dateTime(item.since) : '–',
    ended: item.since ? format.endDateTime(item.since) : '–',
    until: item.until ? format.dateTime(item.until) : '–',
  };
  // Put together from a code of the server, which the types cannot know.
  const translate = t as unknown as (key: string, values: object) => string;
  const say = (part: 'tag' | 'text' | 'key') => (ready ? translate(`attention.${name}.${part}`, values) : '');
  return { tag: say('tag'), text: say('text'), key: say('key') };
}

/** The one key that leads to where something can be done: a page, or something that opens over this one (`#its-id`). */
function GoKey({ item, label, onGo }: { item: AttentionItem; label: string; onGo?: () => void }) {
  const module = useWebModules().find(({ id }) => item.kind.startsWith(`${id}.`));
  const address = module?.attentionAddress?.(item);
  if (!address) return null;
  if (address.startsWith('#'))
    return (
      <button type="button" className="button" popoverTarget={address.slice(1)} onClick={onGo}>
        {label}
      </button>
    );
  return (
    <Link className="button" to={address} onClick={onGo}>
      {label}
    </Link>
  );
}

/** Takes note for the organisation: nobody is told again before the matter changes. */
function NoteKey({ item, text }: { item: AttentionItem; text: string }) {
  const { t } = useTranslation('web');
  const mayNote = useMay('workspace.attention.write');
  const note = useWrite('post', '/api/workspace/attention-acknowledgements');
  const sentence = useSentence();
  if (!mayNote) return null;
  const { kind, fingerprint } = item;
  return (
    <>
      <button
        type="button"
        className="button button-plain"
        title={t('attention.noteMeans')}
        aria-label={t('attention.noteOf', { text })}
        disabled={note.isPending}
        onClick={() => note.mutate({ body: { kind, fingerprint } })}
      >
        {t('attention.note')}
      </button>
      {note.isError && (
        <span className="attention-refused" role="alert">
          {problemOf(note.error).status === 409 ? sentence(problemOf(note.error)).title : t('attention.noteFailed')}
        </span>
      )}
    </>
  );
}

function Item({ item, onGo }: { item: AttentionItem; onGo?: () => void }) {
  const { t } = useTranslation('web');
  const format = useFormats();
  const words = useWords(item);
  return (
    <li>
      <span className={tagOf[item.severity]}>
        <span className="unseen">{t(`attention.severity.${item.severity}`)}: </span>
        {words.tag}
      </span>
      <p>
        {words.text}
        {item.note && (
          <span className="quiet">
            {' '}
            {t('attention.noted', {
              when: format.instant(item.note.acknowledgedAt),
              who: item.note.acknowledgedBy ?? t('attention.somebody'),
            })}
          </span>
        )}
      </p>
      <div className="row attention-keys">
        <GoKey item={item} label={words.key} onGo={onGo} />
        {isOpenItem(item) && <NoteKey item={item} text={words.text} />}
      </div>
    </li>
  );
}

/** What needs somebody, the most urgent first; below it, closed, what somebody has taken note of. */
export function AttentionList({ items, none, onGo }: { items: readonly AttentionItem[]; none: ReactNode; onGo?: () => void }) {
  const { t } = useTranslation('web');
  const open = items.filter(isOpenItem);
  const noted = items.filter((item) => !isOpenItem(item));
  // What is told anew of the same matter stays in its place, with what was said to whoever noted the former.
  const keyOf = ({ kind, about }: AttentionItem) => (items.filter((item) => item.kind === kind).length > 1 ? `${kind} ${about}` : kind);
  const listOf = (some: readonly AttentionItem[]) => (
    <ul className="attention">
      {some.map((item) => (
        <Item key={keyOf(item)} item={item} onGo={onGo} />
      ))}
    </ul>
  );
  return (
    <>
      {open.length === 0 ? <p className="quiet">{none}</p> : listOf(open)}
      {noted.length > 0 && (
        <details className="attention-noted">
          <summary>{t('attention.notedTitle', { count: noted.length })}</summary>
          {listOf(noted)}
        </details>
      )}
    </>
  );
}

/** The list as a part of a page. @param module tells only what is of this module */
export function AttentionCard({ title, module, none, supporting }: { title: string; module?: string; none: string; supporting: boolean }) {
  const { data, error, retry } = useAttention({ supporting });
  const heading = useId();
  const items = data?.items.filter(({ kind }) => !module || kind.startsWith(`${module}.`));
  return (
    <section className="card" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {items ? <AttentionList items={items} none={none} /> : error ? <Failed error={error} retry={retry} /> : <Loading />}
    </section>
  );
}

import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../kit/problem';
import { useSentence } from '../../kit/states';
import { NativeDialog } from '../native-dialog';
import { type Entry, type EntryGroup, useOwnEntries } from './entries';
import { useFound } from './found';

/** The server takes no longer text. */
const textLengthMax = 100;

interface OptionsProps {
  groups: EntryGroup[];
  active: Entry | undefined;
  idOf: (entry: Entry) => string;
  onPoint: (entry: Entry) => void;
  onPick: (entry: Entry) => void;
}

function Options({ groups, active, idOf, onPoint, onPick }: OptionsProps) {
  const { t } = useTranslation('web');
  return groups.map((group) => (
    // biome-ignore lint/a11y/useSemanticElements: a group of a listbox, which no element of HTML is.
    <div
      key={group.id}
      role="group"
      aria-label={group.isCut ? `${group.label}. ${t('search.more')}` : group.label}
      className="search-group"
    >
      <p aria-hidden="true">{group.label}</p>
      {group.entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the active option.
        <div
          key={entry.id}
          id={idOf(entry)}
          role="option"
          aria-selected={entry === active}
          onMouseMove={() => onPoint(entry)}
          onClick={() => onPick(entry)}
        >
          <span>{entry.label}</span>
          {entry.sub && <span className="quiet"> {entry.sub}</span>}
        </div>
      ))}
      {group.isCut && (
        <p aria-hidden="true" className="search-more">
          {t('search.more')}
        </p>
      )}
    </div>
  ));
}

/** What is under way, or came of it: heard as well as seen. */
function Status({ found, count, typed }: { found: ReturnType<typeof useFound>; count: number; typed: string }) {
  const { t } = useTranslation('web');
  const sentence = useSentence();
  if (found.error) {
    const { title, detail } = sentence(problemOf(found.error));
    return (
      <div className="notice notice-bad search-failed" role="alert">
        <p>
          {title} {detail}
        </p>
        <button type="button" className="button" onClick={found.retry}>
          {t('state.retry')}
        </button>
      </div>
    );
  }
  const nothing = count === 0 && !found.isBusy && typed.trim() !== '';
  return (
    <p role="status" className="search-status quiet">
      {found.isBusy ? t('search.busy') : nothing ? t('search.nothing') : <span className="unseen">{t('search.count', { count })}</span>}
    </p>
  );
}

/** Everything by its name: pages and actions at once, and what the server finds among the organisation's things. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('web');
  const [typed, setTyped] = useState('');
  const [activeId, setActiveId] = useState('');
  const found = useFound(typed);
  const groups = [...useOwnEntries(typed), ...found.groups];
  const entries = groups.flatMap((group) => group.entries);
  const active = entries.find(({ id }) => id === activeId) ?? entries[0];
  const base = useId();
  const idOf = (entry: Entry) => `${base}-${entry.id.replaceAll(/\W/g, '-')}`;
  const shownId = active && idOf(active);
  useEffect(() => {
    if (shownId) document.getElementById(shownId)?.scrollIntoView({ block: 'nearest' });
  }, [shownId]);

  const pick = (entry: Entry) => {
    onClose();
    entry.act();
  };
  const move = (by: number) => setActiveId(entries[(entries.indexOf(active) + by + entries.length) % entries.length]?.id ?? '');
  const press = (event: KeyboardEvent) => {
    // A syllable that is still being put together takes the key for itself.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && active) pick(active);
    else return;
    event.preventDefault();
  };

  return (
    <NativeDialog label={t('search.title')} className="search-dialog" onClose={onClose}>
      <div className="search-field">
        <input
          type="text"
          role="combobox"
          aria-label={t('search.key')}
          placeholder={t('search.hint')}
          aria-expanded={entries.length > 0}
          aria-controls={`${base}-list`}
          aria-activedescendant={shownId}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          maxLength={textLengthMax}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActiveId('');
          }}
          onKeyDown={press}
        />
        <button type="button" className="button button-plain" onClick={onClose}>
          <span aria-hidden="true">✕</span>
          <span className="unseen">{t('search.close')}</span>
        </button>
      </div>
      <div id={`${base}-list`} role="listbox" aria-label={t('search.title')} className="search-list">
        <Options groups={groups} active={active} idOf={idOf} onPoint={(entry) => setActiveId(entry.id)} onPick={pick} />
      </div>
      <Status found={found} count={entries.length} typed={typed} />
    </NativeDialog>
  );
}

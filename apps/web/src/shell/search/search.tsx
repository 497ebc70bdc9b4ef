import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadingEarly } from '../../kit/early';
import './search.css';

const loadDialog = () => import('./search-dialog');
const loadDialogEarly = loadingEarly(loadDialog);
const SearchDialog = lazy(loadDialog);

const isMac = /mac|iphone|ipad/i.test(navigator.platform);
/** With a Korean keyboard the same key is called by the letter on it. */
const letters = ['k', 'K', 'ㅏ'];

/** Over a form that is being filled in the key does nothing: going elsewhere would lose what was typed. */
const isDialogOpen = () =>
  [...document.querySelectorAll('dialog:modal, [aria-modal="true"]')].some((dialog) =>
    dialog.checkVisibility({ visibilityProperty: true }),
  );

/** The way to everything by its name: the key in the top bar, and Ctrl K (⌘K) wherever one is. */
export function Search() {
  const { t } = useTranslation('web');
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // The other key of the two follows: by then the dialog is mostly there.
      if (event.key === (isMac ? 'Meta' : 'Control')) loadDialogEarly();
      if (!letters.includes(event.key) || !(isMac ? event.metaKey : event.ctrlKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (!isDialogOpen()) setOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button
        type="button"
        className="search-key"
        aria-haspopup="dialog"
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        onPointerEnter={loadDialogEarly}
        onFocus={loadDialogEarly}
        onClick={() => setOpen(true)}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m12.6 12.6 4.4 4.4" />
        </svg>
        <span className="search-key-label">{t('search.key')}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

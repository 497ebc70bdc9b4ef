import { useTranslation } from 'react-i18next';

/** Shown when a page itself failed, mostly because a new release has replaced its files: loading anew cures that. */
export function PageBroken() {
  const { t } = useTranslation('web');
  return (
    <main className="state">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.next')}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        {t('broken.key')}
      </button>
    </main>
  );
}

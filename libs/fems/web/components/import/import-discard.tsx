import { ConfirmKey } from '@maru/web/dialog';
import { useMay } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Import, importPath, importsPath } from '../../importing/words';

/** Does away with an import of which nothing is stored, and with its file. */
export function DiscardKey({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const may = useMay('fems.reading.import');
  const discard = useWrite('delete', importPath, [importPath, importsPath]);
  if (!may) return null;
  return (
    <ConfirmKey
      label={t('import.discard')}
      title={t('import.discardTitle', { name: of.fileName })}
      consequence={t('import.discardConsequence')}
      isDanger
      act={() => discard.mutateAsync({ params: { path: { id: of.id } } })}
    />
  );
}

/** Until when an import that is not applied can be, and the key for whoever will not. */
export function ImportKept({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  return (
    <section className="card import-result" aria-label={t('import.discard')}>
      <p className="quiet">{t('import.keptUntil', { day: format.instant(of.keptUntil) })}</p>
      <div className="row">
        <DiscardKey of={of} />
      </div>
    </section>
  );
}

/** An import that can no longer be applied, since its file is gone: why, and what to do. */
export function ImportGone({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const isExpired = of.state === 'expired';
  return (
    <section className="card import-result" aria-label={t(`import.state.${of.state}`)}>
      <p role="status">{isExpired ? t('import.isExpired', { day: format.instant(of.keptUntil) }) : t('import.isDiscarded')}</p>
      <div className="row">
        <Link className="button button-main" to="/fems/import">
          {t('import.another')}
        </Link>
        {isExpired && <DiscardKey of={of} />}
      </div>
    </section>
  );
}

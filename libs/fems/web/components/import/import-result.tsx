import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { importLoadAddress } from '../../importing/import-load';
import type { Import } from '../../importing/words';
import type { Metering } from '../../metering/next-step';
import { WithdrawKey } from './import-withdraw';

/** What can be done with an import that is stored: see its period, or take it back. */
export function ImportResult({ of, metering }: { of: Import; metering: Metering }) {
  const { t } = useTranslation('fems');
  const may = useMay('fems.reading.import');
  const address = importLoadAddress(of, metering);
  return (
    <section className="card import-result" aria-label={t('import.next')}>
      <p role="status">{t('import.isApplied')}</p>
      <div className="row">
        {address && (
          <Link className="button button-main" to={address}>
            {t('import.toLoad')}
          </Link>
        )}
        {may && <WithdrawKey of={of} />}
      </div>
    </section>
  );
}

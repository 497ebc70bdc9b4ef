import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Leads to where the utility's statements are imported, for those who may. */
export function ToImport() {
  const { t } = useTranslation('fems');
  return (
    useMay('fems.reading.import') && (
      <Link className="button" to="/fems/import">
        {t('statements.toImport')}
      </Link>
    )
  );
}

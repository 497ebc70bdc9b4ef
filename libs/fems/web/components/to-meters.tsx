import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Leads to where meters and points are registered and connected, for those who may look. */
export function ToMeters() {
  const { t } = useTranslation('fems');
  return (
    useMay('fems.meter.read') && (
      <Link className="button" to="/fems/meters">
        {t('load.toMeters')}
      </Link>
    )
  );
}

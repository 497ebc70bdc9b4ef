import { useTranslation } from 'react-i18next';

/** Marks an organisation, a page or a figure as made up for a demonstration (모의): nobody may take it for evidence. */
export function SimulatedTag() {
  const { t } = useTranslation('web');
  return (
    <span className="tag tag-warning" title={t('simulated.why')}>
      {t('simulated.tag')}
    </span>
  );
}

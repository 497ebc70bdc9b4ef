import { useTranslation } from 'react-i18next';
import { useMay } from '../kit/me';
import { Picker } from '../kit/picker';
import { useReadAll } from '../kit/read';
import { useSiteSwitch } from '../kit/site';

const everySite = '';

/** Which site the pages are about. Of a single one the name stands there; an organisation without sites has nothing here. */
export function SiteSwitch() {
  const { t } = useTranslation('web');
  const may = useMay('workspace.site.read');
  const sites = useReadAll('/api/workspace/sites', { supporting: true, enabled: may }).data ?? [];
  const { siteId, choose } = useSiteSwitch();
  if (sites.length === 0) return null;
  if (sites.length === 1) return <span className="site-name quiet">{sites[0].name}</span>;
  const options = [{ value: everySite, label: t('site.every') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))];
  const chosen = sites.some(({ id }) => id === siteId) ? (siteId as string) : everySite;
  return (
    <div className="site-switch">
      <Picker label={t('site.label')} value={chosen} options={options} onChange={(id) => choose(id === everySite ? null : id)} />
    </div>
  );
}

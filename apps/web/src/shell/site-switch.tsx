import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../kit/me';
import { Picker } from '../kit/picker';
import { useReadAll } from '../kit/read';
import { useSiteSwitch } from '../kit/site';
import { noteWorkedSite } from '../kit/worked-site';

const everySite = '';

/** Which site the pages are about. Of a single one the name stands there; an organisation without sites has nothing here. */
export function SiteSwitch() {
  const { t } = useTranslation('web');
  const may = useMay('workspace.site.read');
  const sites = useReadAll('/api/workspace/sites', { supporting: true, enabled: may }).data ?? [];
  const { siteId, choose } = useSiteSwitch();
  const shown = sites.length === 1 ? sites[0].id : (sites.find(({ id }) => id === siteId)?.id ?? null);
  // Before what the page reads for it begins: reads start after the layout.
  useLayoutEffect(() => noteWorkedSite(shown), [shown]);
  if (sites.length === 0) return null;
  if (sites.length === 1) return <span className="site-name quiet">{sites[0].name}</span>;
  const options = [{ value: everySite, label: t('site.every') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div className="site-switch">
      <Picker
        label={t('site.label')}
        value={shown ?? everySite}
        options={options}
        onChange={(id) => choose(id === everySite ? null : id)}
      />
    </div>
  );
}

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
  const sites = useReadAll('/api/workspace/sites', { supporting: true, enabled: may }).data;
  const { siteId, remembered, choose } = useSiteSwitch();
  const shown = sites?.length === 1 ? sites[0].id : (sites?.find(({ id }) => id === siteId)?.id ?? null);
  // What was chosen here before counts until it is known what there is; an address can say anything. Reads start after the layout.
  const worked = sites ? shown : remembered;
  useLayoutEffect(() => noteWorkedSite(worked), [worked]);
  if (!sites || sites.length === 0) return null;
  if (sites.length === 1) return <span className="site-name quiet">{sites[0].name}</span>;
  const options = [{ value: everySite, label: t('site.every') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))];
  return (
    <div className="site-switch" title={shown === null ? t('site.noneChosen') : undefined}>
      <Picker
        label={t('site.label')}
        value={shown ?? everySite}
        options={options}
        onChange={(id) => choose(id === everySite ? null : id)}
      />
    </div>
  );
}

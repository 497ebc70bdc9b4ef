import type { Schemas } from '@maru/web/client';
import { type Read, useRead } from '@maru/web/read';
import { type SiteChoice, useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';

type KeyedSite = Schemas['PortalKeyItem'];

export interface KeySite {
  readonly keys: Read<Schemas['PortalKeyList']>;
  readonly sites: readonly KeyedSite[];
  /** The one that is shown; null as long as none is known. */
  readonly site: KeyedSite | null;
  /** Whether it is shown for being the first, since none was chosen. */
  readonly isFirst: boolean;
  readonly choose: SiteChoice['choose'];
}

/** The site whose sending a page shows: by its key the log centre knows it, and nothing of another is in its figures. */
export function useKeySite(): KeySite {
  const { siteId, choose } = useSite();
  const keys = useRead('/api/programme/portal-keys', {}, { supporting: true });
  const sites = keys.data?.items ?? [];
  const chosen = sites.find((one) => one.siteId === siteId);
  return { keys, sites, site: chosen ?? sites[0] ?? null, isFirst: !chosen && sites.length > 1, choose };
}

/** Which site it is where a person has chosen none. */
export function FirstSite({ shown: { site, isFirst } }: { shown: KeySite }) {
  const { t } = useTranslation('programme');
  return isFirst && site ? <p className="notice">{t('keys.firstSite', { site: site.siteName })}</p> : null;
}

/** Instead of a site: that there is none, or that it is not known yet. */
export function NoKeySite({ keys: { data, error, retry } }: Pick<KeySite, 'keys'>) {
  const { t } = useTranslation('programme');
  if (data) return <Empty title={t('keys.noSite')} next={t('keys.noSiteNext')} />;
  return error ? <Failed error={error} retry={retry} /> : <Loading />;
}

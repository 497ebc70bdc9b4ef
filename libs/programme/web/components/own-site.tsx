import type { Schemas } from '@maru/web/client';
import { type Read, useReadAll } from '@maru/web/read';
import { useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Site = Schemas['SiteItem'];

export interface OwnSite {
  readonly sites: Read<Site[]>;
  /** The one that the switcher says, else the first; undefined while it is not known, and where there is none. */
  readonly site: Site | undefined;
  readonly isChosen: boolean;
}

/** The site of the organisation that a page of one site is about. */
export function useOwnSite(): OwnSite {
  const { siteId } = useSite();
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  const chosen = sites.data?.find(({ id }) => id === siteId);
  return { sites, site: chosen ?? sites.data?.[0], isChosen: chosen !== undefined };
}

/** Instead of a site: that there is none, with what to do, or that it is not known yet. */
export function NoOwnSite({ of: { sites }, next }: { of: OwnSite; next: string }) {
  const { t } = useTranslation('programme');
  return (
    <div className="card">
      {sites.data ? (
        <Empty title={t('agreements.noSite')} next={next}>
          <Link className="button" to="/workspace/sites">
            {t('agreements.toSites')}
          </Link>
        </Empty>
      ) : sites.error ? (
        <Failed error={sites.error} retry={sites.retry} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SiteForm } from '../components/site-form';

type Site = Schemas['SiteItem'];

const emptied = { ksicCode: null, address: null };

/** Registers a site, or changes the one given in the version that the person saw. */
function SiteDialog({ site, onClose }: { site: Site | 'new' | null; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const create = useWrite('post', '/api/workspace/sites', ['/api/workspace/sites']);
  const change = useWrite('patch', '/api/workspace/sites/{id}', ['/api/workspace/sites']);
  const submit = async (body: Schemas['SiteBody']) => {
    if (site === 'new') await create.mutateAsync({ body });
    // Of a record that is there already, null takes out what the person has emptied.
    else if (site)
      await change.mutateAsync({
        params: { path: { id: site.id } },
        body: { ...emptied, ...body } as Schemas['SitePatch'],
        version: site.version,
      });
    onClose();
  };
  return (
    <FormDialog title={t(site === 'new' ? 'sites.create' : 'sites.change')} isOpen={site !== null} onClose={onClose}>
      {site && <SiteForm site={site === 'new' ? undefined : site} submit={submit} onCancel={onClose} />}
    </FormDialog>
  );
}

/** 사업장: the organisation's places, each with its own business registration number and zone. */
export default function Sites() {
  const { t } = useTranslation('workspace');
  const sites = useReadAll('/api/workspace/sites');
  const mayWrite = useMay('workspace.site.write');
  const [open, setOpen] = useState<Site | 'new' | null>(null);
  const columns: Column<Site>[] = [
    { key: 'name', title: t('sites.name'), value: ({ name }) => name },
    { key: 'number', title: t('sites.businessRegistrationNumber'), value: (site) => site.businessRegistrationNumber },
    { key: 'ksic', title: t('sites.ksicCode'), value: ({ ksicCode }) => ksicCode },
    { key: 'zone', title: t('sites.zone'), value: ({ zone }) => zone, choice: ({ zone }) => zone },
    { key: 'address', title: t('sites.address'), value: ({ address }) => address },
  ];
  if (mayWrite) {
    const changeKey = (site: Site) => (
      <Button size="small" onClick={() => setOpen(site)} aria-label={t('sites.changeOf', { name: site.name })}>
        {t('change')}
      </Button>
    );
    columns.push({ key: 'keys', title: t('actions'), render: changeKey });
  }
  const create = (
    <Button type="primary" onClick={() => setOpen('new')}>
      {t('sites.create')}
    </Button>
  );
  return (
    <Page title={t('sites.title')} sub={t('sites.sub')} actions={mayWrite && create}>
      <ListCard read={sites} empty={<Empty title={t('sites.empty')} next={t('sites.emptyNext')} />}>
        {(rows) => <DataTable id="sites" label={t('sites.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />}
      </ListCard>
      <SiteDialog site={open} onClose={() => setOpen(null)} />
    </Page>
  );
}

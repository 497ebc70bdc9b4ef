import type { Schemas } from '@maru/web/client';
import { FormDialog } from '@maru/web/dialog';
import { useRead, useReadAll } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Agreement, AgreementForm } from './agreement-form';

const emptied = { partyName: null, supplierId: null, completedOn: null, finallyCompletedOn: null, targetLevel: null };
const touched = ['/api/programme/agreements', '/api/programme/agreements/{id}/changes', '/api/programme/duties'] as const;

interface AgreementDialogProps {
  /** The agreement that is changed, 'new' for another one, null while nothing is open. */
  agreement: Agreement | 'new' | null;
  onClose: () => void;
}

function Content({ agreement, onClose }: { agreement: Agreement | 'new'; onClose: () => void }) {
  const { t } = useTranslation('programme');
  const notices = useRead('/api/programme/notices', {}, { supporting: true });
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  const grants = useRead('/api/workspace/reporting-grants', {}, { supporting: true });
  const create = useWrite('post', '/api/programme/agreements', [...touched]);
  const change = useWrite('patch', '/api/programme/agreements/{id}', [...touched]);
  const failed = [notices, sites, grants].find(({ error, data }) => error && !data);
  if (failed) return <Failed error={failed.error} retry={failed.retry} />;
  if (!notices.data || !sites.data || !grants.data) return <Loading />;
  if (sites.data.length === 0)
    return (
      <Empty title={t('agreements.noSite')} next={t('agreements.noSiteNext')}>
        <Link className="button" to="/workspace/sites">
          {t('agreements.toSites')}
        </Link>
      </Empty>
    );
  const submit = async (body: Schemas['AgreementBody']) => {
    if (agreement === 'new') await create.mutateAsync({ body });
    // Of a record that is there already, null takes out what the person has emptied.
    else
      await change.mutateAsync({
        params: { path: { id: agreement.id } },
        body: { ...emptied, ...body },
        version: agreement.version,
      });
    onClose();
  };
  return (
    <AgreementForm
      agreement={agreement === 'new' ? undefined : agreement}
      notices={notices.data.items}
      sites={sites.data}
      suppliers={grants.data.items.filter(({ kind, granted }) => kind === 'supplier' && granted)}
      submit={submit}
      onCancel={onClose}
    />
  );
}

/** Enters an agreement, or changes the one given in the version that the person saw. */
export function AgreementDialog({ agreement, onClose }: AgreementDialogProps) {
  const { t } = useTranslation('programme');
  const title = agreement === null || agreement === 'new' ? t('agreements.create') : t('agreements.changeOf', { number: agreement.number });
  return (
    <FormDialog title={title} isOpen={agreement !== null} onClose={onClose}>
      {agreement && <Content agreement={agreement} onClose={onClose} />}
    </FormDialog>
  );
}

import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { clientName } from '../components/client-name';

type Session = Schemas['SessionItem'];

function EndKey({ session }: { session: Session }) {
  const { t } = useTranslation('workspace');
  const end = useWrite('delete', '/api/sessions/{id}', ['/api/sessions']);
  return (
    <ConfirmKey
      label={t('sessions.end.key')}
      title={t('sessions.end.question')}
      consequence={t('sessions.end.consequence')}
      isDanger
      act={() => end.mutateAsync({ params: { path: { id: session.id } } })}
    />
  );
}

/** 로그인 세션: where the person is signed in, and a key to end it there. The present one ends by signing out. */
export default function Sessions() {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const sessions = useReadAll('/api/sessions');
  const client = (session: Session) => (
    <>
      {clientName(session.client) ?? t('sessions.unknown')} {session.current && <span className="tag tag-ok">{t('sessions.current')}</span>}
    </>
  );
  const columns: Column<Session>[] = [
    { key: 'client', title: t('sessions.client'), render: client },
    { key: 'address', title: t('sessions.address'), render: ({ address }) => address ?? '–' },
    {
      key: 'created',
      title: t('sessions.createdAt'),
      render: ({ createdAt }) => formats.instant(createdAt),
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      key: 'seen',
      title: t('sessions.lastSeenAt'),
      render: ({ lastSeenAt }) => formats.instant(lastSeenAt),
      sortBy: ({ lastSeenAt }) => lastSeenAt,
    },
    { key: 'expires', title: t('sessions.expiresAt'), render: ({ expiresAt }) => formats.instant(expiresAt) },
    { key: 'keys', title: t('actions'), render: (session) => !session.current && <EndKey session={session} /> },
  ];
  return (
    <Page title={t('sessions.title')} sub={t('sessions.sub')}>
      <ListCard read={sessions} empty={<Empty title={t('sessions.title')} />}>
        {(rows) => <DataTable label={t('sessions.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />}
      </ListCard>
    </Page>
  );
}

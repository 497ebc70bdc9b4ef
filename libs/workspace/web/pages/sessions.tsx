import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { Drawer, useDrawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
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

function SessionDrawer({ id, sessions, onClose }: { id: string | null; sessions: readonly Session[]; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const session = sessions.find((each) => each.id === id);
  return (
    <Drawer
      title={t('sessionDetail.title')}
      isOpen={id !== null}
      onClose={onClose}
      actions={session && !session.current && <EndKey session={session} />}
    >
      {session ? (
        <Facts
          facts={[
            [t('sessions.client'), clientName(session.client) ?? t('sessions.unknown')],
            [t('sessionDetail.agent'), session.client ?? '–'],
            [t('sessions.address'), session.address ?? '–'],
            [t('sessions.createdAt'), formats.instant(session.createdAt)],
            [t('sessions.lastSeenAt'), formats.instant(session.lastSeenAt)],
            [t('sessions.expiresAt'), formats.instant(session.expiresAt)],
          ]}
        />
      ) : (
        <Empty title={t('sessionDetail.absent')} />
      )}
    </Drawer>
  );
}

function useColumns(linkTo: (id: string) => LinkProps): Column<Session>[] {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const nameOf = ({ client }: Session) => clientName(client) ?? t('sessions.unknown');
  const client = (session: Session) => (
    <>
      <Link {...linkTo(session.id)}>{nameOf(session)}</Link>{' '}
      {session.current && <span className="tag tag-ok">{t('sessions.current')}</span>}
    </>
  );
  return [
    { key: 'client', title: t('sessions.client'), value: nameOf, render: client },
    { key: 'address', title: t('sessions.address'), value: ({ address }) => address },
    { key: 'created', title: t('sessions.createdAt'), value: ({ createdAt }) => timeCell(createdAt, formats.instant) },
    { key: 'seen', title: t('sessions.lastSeenAt'), value: ({ lastSeenAt }) => timeCell(lastSeenAt, formats.instant) },
    { key: 'expires', title: t('sessions.expiresAt'), value: ({ expiresAt }) => timeCell(expiresAt, formats.instant) },
    { key: 'keys', title: t('actions'), render: (session) => !session.current && <EndKey session={session} /> },
  ];
}

/** 로그인 세션: where the person is signed in, and a key to end it there. The present one ends by signing out. */
export default function Sessions() {
  const { t } = useTranslation('workspace');
  const sessions = useReadAll('/api/sessions');
  const { opened, linkTo, close } = useDrawer('session');
  const columns = useColumns(linkTo);
  return (
    <Page title={t('sessions.title')} sub={t('sessions.sub')}>
      <ListCard read={sessions} empty={<Empty title={t('sessions.title')} />}>
        {(rows) => (
          <>
            <DataTable id="sessions" label={t('sessions.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />
            <SessionDrawer id={opened} sessions={rows} onClose={close} />
          </>
        )}
      </ListCard>
    </Page>
  );
}

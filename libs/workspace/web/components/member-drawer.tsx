import type { Schemas } from '@maru/web/client';
import { Drawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { useMay } from '@maru/web/me';
import { MoreKey, type Pages } from '@maru/web/more-key';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { MemberKeys } from './member-keys';
import { useRoleNames } from './role-names';
import type { MadeCode } from './shown-code';

type Member = Schemas['MemberItem'];

function MemberFacts({ member }: { member: Member }) {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const roleNames = useRoleNames();
  const { name, email, employeeNumber, roles, state, joinedAt, codeExpiresAt } = member;
  const invitation =
    state === 'invited'
      ? [[t('memberDetail.codeUntil'), codeExpiresAt ? formats.instant(codeExpiresAt) : t('members.codeNone')] as const]
      : [];
  return (
    <Facts
      facts={[
        [t('members.name'), name],
        [t('memberDetail.state'), t(`memberDetail.states.${state}`)],
        ...invitation,
        [t('members.email'), email ?? '–'],
        [t('members.employeeNumber'), employeeNumber ?? '–'],
        [t('members.roles'), roleNames(roles)],
        [t('memberDetail.joinedAt'), joinedAt ? formats.instant(joinedAt) : '–'],
      ]}
    />
  );
}

interface MemberDrawerProps {
  /** The member that the address names; null while nothing is open. */
  id: string | null;
  /** Those loaded so far. */
  members: readonly Member[];
  pages: Pages;
  onClose: () => void;
  onChange: (member: Member) => void;
  onCode: (made: MadeCode) => void;
}

/** One member, and what can be done with them. */
export function MemberDrawer({ id, members, pages, onClose, onChange, onCode }: MemberDrawerProps) {
  const { t } = useTranslation('workspace');
  const mayWrite = useMay('workspace.member.write');
  const member = members.find((each) => each.id === id);
  const title = member ? t('memberDetail.title', { name: member.name }) : t('memberDetail.titleAny');
  const keys = mayWrite && member && <MemberKeys member={member} onChange={onChange} onCode={onCode} />;
  return (
    <Drawer title={title} isOpen={id !== null} onClose={onClose} actions={keys || undefined}>
      {member ? (
        <MemberFacts member={member} />
      ) : (
        <Empty title={t('memberDetail.absent')} next={pages.hasMore ? t('memberDetail.absentNext') : t('memberDetail.absentAtAll')}>
          <MoreKey read={pages} />
        </Empty>
      )}
    </Drawer>
  );
}

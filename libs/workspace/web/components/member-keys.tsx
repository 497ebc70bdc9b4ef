import type { Schemas } from '@maru/web/client';
import { ConfirmKey } from '@maru/web/dialog';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MadeCode } from './shown-code';

type Member = Schemas['MemberItem'];

interface MemberKeysProps {
  member: Member;
  onChange: (member: Member) => void;
  onCode: (made: MadeCode) => void;
}

/** What can be done with a member. One's own password is changed elsewhere, so there is no code for oneself. */
export function MemberKeys({ member, onChange, onCode }: MemberKeysProps) {
  const { t } = useTranslation('workspace');
  const issue = useWrite('post', '/api/workspace/one-time-codes', ['/api/workspace/members']);
  const end = useWrite('delete', '/api/workspace/members/{id}', ['/api/workspace/members', '/api/me']);
  const { id, name, state } = member;
  const purpose = state === 'invited' ? 'join' : 'password';
  const ending = state === 'invited' ? 'withdraw' : 'end';
  return (
    <span className="row">
      <Button size="small" onClick={() => onChange(member)} aria-label={t('members.changeOf', { name })}>
        {t('change')}
      </Button>
      {!member.self && (
        <ConfirmKey
          label={t(`members.code.${purpose}.key`)}
          title={t(`members.code.${purpose}.question`, { name })}
          consequence={t(`members.code.${purpose}.consequence`)}
          act={async () => onCode({ name, ...(await issue.mutateAsync({ body: { memberId: id } })) })}
        />
      )}
      <ConfirmKey
        label={t(`members.${ending}.key`)}
        title={t(`members.${ending}.question`, { name })}
        consequence={t(`members.${ending}.consequence`)}
        isDanger
        act={() => end.mutateAsync({ params: { path: { id } } })}
      />
    </span>
  );
}

import type { Schemas } from '@maru/web/client';
import { ProblemForm } from '@maru/web/problem-form';
import { Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Role, useRoleOptions } from './role-names';

export interface MemberValues {
  name: string;
  email?: string;
  employeeNumber?: string;
  roles: Role[];
}

interface MemberFormProps {
  /** The member who is changed; absent for a new one. */
  member?: Schemas['MemberItem'];
  submit: (values: MemberValues) => Promise<void>;
  onCancel: () => void;
}

/** What an organisation says of a member. Name and e-mail address of who is here already are their own. */
export function MemberForm({ member, submit, onCancel }: MemberFormProps) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const roles = useRoleOptions(member?.roles);
  const required = { required: true, message: ofKit('form.required') };
  const initial = member && { employeeNumber: member.employeeNumber ?? undefined, roles: member.roles as Role[] };
  return (
    <ProblemForm<MemberValues>
      fields={member ? ['employeeNumber', 'roles'] : ['name', 'email', 'employeeNumber', 'roles']}
      initial={initial}
      submitLabel={t(member ? 'save' : 'members.add.submit')}
      submit={submit}
      onCancel={onCancel}
    >
      {!member && (
        <>
          <Form.Item name="name" label={t('members.name')} extra={t('members.nameHint')} rules={[{ ...required, whitespace: true }]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="email" label={t('members.email')} extra={t('members.emailHint')}>
            <Input type="email" maxLength={254} autoComplete="off" autoCapitalize="none" />
          </Form.Item>
        </>
      )}
      <Form.Item name="employeeNumber" label={t('members.employeeNumber')} extra={t('members.numberHint')}>
        <Input maxLength={50} autoComplete="off" autoCapitalize="none" />
      </Form.Item>
      <Form.Item name="roles" label={t('members.roles')} rules={[required]}>
        <Checkbox.Group options={roles} />
      </Form.Item>
    </ProblemForm>
  );
}

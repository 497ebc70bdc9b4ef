import type { Schemas } from '@maru/web/client';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

type Body = Schemas['OrganisationBody'];
type Kind = Body['kind'];

export const organisationKinds: Kind[] = ['manufacturer', 'supplier', 'programmeOffice', 'provider'];

/** What the first member of an organisation of a kind may do: everything that there is to do in it. */
const firstRoles: Record<Kind, Body['owner']['roles']> = {
  manufacturer: ['owner'],
  supplier: ['owner'],
  programmeOffice: ['owner', 'officer'],
  provider: ['administrator'],
};

const fields = ['name', 'kind', 'companyCode', 'owner.name', 'owner.email', 'owner.password'];

/** Registers an organisation with its first member, who invites the others. */
export function OrganisationForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const create = useWrite('post', '/api/workspace/organisations', ['/api/workspace/organisations']);
  const required = { required: true, whitespace: true, message: ofShell('form.required') };
  const submit = async (values: Body) => {
    await create.mutateAsync({ body: { ...values, owner: { ...values.owner, roles: firstRoles[values.kind] } } });
    onDone();
  };
  return (
    <ProblemForm<Body>
      fields={fields}
      initial={{ kind: 'manufacturer' }}
      submitLabel={t('organisations.create')}
      submit={submit}
      onCancel={onDone}
    >
      <Form.Item name="name" label={t('organisations.name')} rules={[required]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="kind" label={t('organisations.kind')} rules={[{ required: true }]}>
        <Select options={organisationKinds.map((value) => ({ value, label: ofShell(`kind.${value}`) }))} />
      </Form.Item>
      <Form.Item name="companyCode" label={t('organisations.companyCode')} extra={t('organisations.codeHint')} rules={[required]}>
        <Input maxLength={32} autoComplete="off" autoCapitalize="none" />
      </Form.Item>
      <Form.Item name={['owner', 'name']} label={t('organisations.ownerName')} rules={[required]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['owner', 'email']} label={t('organisations.ownerEmail')} rules={[required]}>
        <Input type="email" maxLength={254} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['owner', 'password']} label={t('organisations.ownerPassword')} extra={t('password.hint')} rules={[required]}>
        <Input.Password maxLength={200} autoComplete="new-password" />
      </Form.Item>
    </ProblemForm>
  );
}

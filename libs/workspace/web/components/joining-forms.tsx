import type { Schemas } from '@maru/web/client';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NewPasswordFields } from './new-password-fields';

export type Joined = Schemas['Joined'];

interface JoiningFormProps {
  code: string;
  told: Schemas['CodePurpose'];
  onJoined: (joined: Joined) => void;
}

/** For who has no account: a name and a password of one's own. */
export function NewAccountForm({ code, told, onJoined }: JoiningFormProps) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const join = useWrite('post', '/api/one-time-codes/joinings');
  const submit = async ({ name, password }: { name: string; password: string }) =>
    onJoined(await join.mutateAsync({ body: { code, name, password } }));
  return (
    <ProblemForm<{ name: string; password: string }>
      fields={['name', 'password']}
      initial={{ name: told.name }}
      submitLabel={t('join.key')}
      submit={submit}
    >
      <Form.Item name="name" label={t('join.name')} rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}>
        <Input maxLength={100} autoComplete="name" />
      </Form.Item>
      <NewPasswordFields name="password" label={t('join.password')} repeatedLabel={t('join.repeated')} />
    </ProblemForm>
  );
}

/** For who has an account: its password is the consent. */
export function KnownAccountForm({ code, told, onJoined }: JoiningFormProps) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const accept = useWrite('post', '/api/one-time-codes/acceptances');
  const required = { required: true, message: ofKit('form.required') };
  const submit = async ({ email, password }: { email: string; password: string }) =>
    onJoined(await accept.mutateAsync({ body: { code, email, password } }));
  return (
    <ProblemForm<{ email: string; password: string }>
      fields={['email', 'password']}
      initial={{ email: told.email ?? undefined }}
      submitLabel={t('join.accept')}
      submit={submit}
    >
      <p className="quiet">{t('join.knownHint')}</p>
      <Form.Item name="email" label={t('join.email')} rules={[required]}>
        <Input type="email" maxLength={254} autoComplete="username" autoCapitalize="none" readOnly={told.email !== null} />
      </Form.Item>
      <Form.Item name="password" label={t('join.password')} rules={[required]}>
        <Input.Password maxLength={200} autoComplete="current-password" />
      </Form.Item>
    </ProblemForm>
  );
}

/** For a member who got a code because the password is forgotten. */
export function ForgottenPasswordForm({ code, onDone }: { code: string; onDone: () => void }) {
  const { t } = useTranslation('workspace');
  const reset = useWrite('post', '/api/one-time-codes/password-resets');
  const submit = async ({ newPassword }: { newPassword: string }) => {
    await reset.mutateAsync({ body: { code, newPassword } });
    onDone();
  };
  return (
    <ProblemForm<{ newPassword: string }> fields={['newPassword']} submitLabel={t('join.setPassword')} submit={submit}>
      <NewPasswordFields name="newPassword" label={t('join.newPassword')} repeatedLabel={t('join.repeated')} />
    </ProblemForm>
  );
}

import { Choice } from '@maru/web/choice';
import type { Schemas } from '@maru/web/client';
import { ProblemForm } from '@maru/web/problem-form';
import { useWrite } from '@maru/web/write';
import { Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { ForgottenPasswordForm, type Joined, KnownAccountForm, NewAccountForm } from '../components/joining-forms';
import { useRoleNames } from '../components/role-names';
import './join.css';

interface Checked {
  code: string;
  told: Schemas['CodePurpose'];
}

/** The code, which a link has brought along or which is typed. */
function CodeForm({ onChecked }: { onChecked: (checked: Checked) => void }) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const { hash } = useLocation();
  const check = useWrite('post', '/api/one-time-codes/checks');
  const submit = async ({ code }: { code: string }) => onChecked({ code, told: await check.mutateAsync({ body: { code } }) });
  return (
    <ProblemForm<{ code: string }> fields={['code']} initial={{ code: hash.slice(1) }} submitLabel={t('join.next')} submit={submit}>
      <Form.Item
        name="code"
        label={t('join.code')}
        extra={t('join.codeHint')}
        rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
      >
        <Input maxLength={100} autoComplete="one-time-code" autoCapitalize="characters" spellCheck={false} />
      </Form.Item>
    </ProblemForm>
  );
}

function Invitation({ code, told, onJoined }: Checked & { onJoined: (joined: Joined) => void }) {
  const { t } = useTranslation('workspace');
  const roleNames = useRoleNames();
  const accounts = ['new', 'known'] as const;
  const [account, setAccount] = useState<(typeof accounts)[number]>('new');
  const AccountForm = account === 'new' ? NewAccountForm : KnownAccountForm;
  return (
    <>
      <p>
        {t('join.invites', { organisation: told.organisationName, name: told.name })}
        <br />
        <span className="quiet">
          {t('members.roles')}: {roleNames(told.roles)}
        </span>
      </p>
      <Choice
        label={t('join.which')}
        value={account}
        options={accounts.map((value) => ({ value, label: t(`join.${value}`) }))}
        onChange={setAccount}
      />
      <AccountForm key={account} code={code} told={told} onJoined={onJoined} />
    </>
  );
}

/** What became of it, and where to go on. */
function Done({ joined }: { joined: Joined | null }) {
  const { t } = useTranslation('workspace');
  const { organisationId, organisationName: organisation, email, companyCode, employeeNumber } = joined ?? {};
  return (
    <>
      <div className="notice notice-ok" role="status">
        <p>{joined ? t('join.joined', { organisation }) : t('join.passwordSet')}</p>
        {email && <p>{t('join.byEmail', { email })}</p>}
        {employeeNumber && <p>{t('join.byNumber', { companyCode, employeeNumber })}</p>}
      </div>
      <Link className="button button-main" to={organisationId ? `/sign-in?organisation=${organisationId}` : '/sign-in'}>
        {t('join.toSignIn')}
      </Link>
    </>
  );
}

/** 코드로 시작하기: what a person does with the code that an administrator has handed over. */
export default function Join() {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [done, setDone] = useState<{ joined: Joined | null } | null>(null);
  const [title, product] = [t('join.title'), ofKit('product')];
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  const isForPassword = checked?.told.purpose === 'password';
  return (
    <div className="join">
      <h1>{title}</h1>
      {!checked && (
        <>
          <p className="quiet">{t('join.sub')}</p>
          <CodeForm onChecked={setChecked} />
        </>
      )}
      {checked && !done && !isForPassword && <Invitation {...checked} onJoined={(joined) => setDone({ joined })} />}
      {checked && !done && isForPassword && (
        <>
          <p>{t('join.passwordOf', { organisation: checked.told.organisationName, name: checked.told.name })}</p>
          <ForgottenPasswordForm code={checked.code} onDone={() => setDone({ joined: null })} />
        </>
      )}
      {done && <Done joined={done.joined} />}
    </div>
  );
}

import { type Column, DataTable } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { useMay } from '@maru/web/me';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Duty, stepAddress, useDutyWords } from '../duties/words';
import { HalfYearKey } from '../reports/own-reports';
import { RegistrationDialog } from './registration-dialog';

const looks: Record<Duty['state'], string> = {
  late: 'tag tag-bad',
  due: 'tag tag-warning',
  'not-begun': 'tag tag-warning',
  running: 'tag tag-ok',
  upcoming: 'tag',
  done: 'tag tag-ok',
  'not-needed': 'tag',
};

/** Takes back what was recorded by mistake; that it was recorded stays known. */
function WithdrawKey({ duty }: { duty: Duty }) {
  const { t } = useTranslation('programme');
  const words = useDutyWords();
  const withdraw = useWrite('post', '/api/programme/registration-changes', [
    '/api/programme/duties',
    '/api/programme/registration-changes',
  ]);
  const { agreementId, halfYear } = duty;
  if (!agreementId || !halfYear) return null;
  return (
    <ConfirmKey
      label={t('duties.withdraw.key')}
      title={t('duties.withdraw.question', { duty: words.name(duty), number: duty.agreementNumber })}
      consequence={t('duties.withdraw.consequence')}
      isDanger
      act={() => withdraw.mutateAsync({ body: { agreementId, halfYear, change: 'withdrawn' } })}
    />
  );
}

/** What to do next, in a sentence, with the way there. */
function Next({ duty, onRegister }: { duty: Duty; onRegister: (duty: Duty) => void }) {
  const { t } = useTranslation('programme');
  const words = useDutyWords();
  const mayRecord = useMay('programme.registration.write');
  const mayGoOn = useMay(duty.next === 'give-grant' ? 'workspace.reporting-grant.read' : 'programme.agreement.read');
  const address = stepAddress(duty);
  const isToRegister = duty.next === 'register' || duty.next === 'register-late';
  return (
    <div className="duty-next">
      {address && mayGoOn ? <Link to={address}>{words.next(duty)}</Link> : words.next(duty)}{' '}
      {mayRecord && isToRegister && (
        <Button size="small" onClick={() => onRegister(duty)} aria-label={t('duties.register.keyOf', { duty: words.name(duty) })}>
          {t('duties.register.key')}
        </Button>
      )}
      {isToRegister && duty.agreementId && duty.halfYear && <HalfYearKey agreementId={duty.agreementId} halfYear={duty.halfYear} />}
      {mayRecord && duty.registeredOn && <WithdrawKey duty={duty} />}
      {words.without(duty) && <div className="quiet">{words.without(duty)}</div>}
    </div>
  );
}

function Name({ duty }: { duty: Duty }) {
  const { t } = useTranslation('programme');
  const words = useDutyWords();
  return (
    <div className="duty-name">
      {words.name(duty)} {duty.uncertain && <span className="tag tag-warning">{t('duties.uncertain')}</span>}
    </div>
  );
}

function Time({ duty }: { duty: Duty }) {
  const words = useDutyWords();
  return (
    <>
      {words.time(duty) || '–'}
      <div className="quiet">{words.bound(duty)}</div>
    </>
  );
}

function AgreementName({ duty }: { duty: Duty }) {
  const { t } = useTranslation('programme');
  return duty.agreementId ? (
    <Link to={`/programme/agreements?agreement=${duty.agreementId}`}>{duty.agreementNumber}</Link>
  ) : (
    t('duties.ofCompany')
  );
}

/** What is owed, in what state, by when, and what to do next. */
export function DutyTable({ duties }: { duties: readonly Duty[] }) {
  const { t } = useTranslation('programme');
  const words = useDutyWords();
  const [registered, setRegistered] = useState<Duty | null>(null);
  const columns: Column<Duty>[] = [
    { key: 'duty', title: t('duties.duty'), value: words.name, render: (duty) => <Name duty={duty} /> },
    {
      key: 'state',
      title: t('duties.stateTitle'),
      value: words.state,
      choice: ({ state }) => state,
      render: (duty) => <span className={looks[duty.state]}>{words.state(duty)}</span>,
    },
    {
      key: 'time',
      title: t('duties.timeTitle'),
      value: (duty) => [words.time(duty), words.period(duty)].filter(Boolean).join(' · ') || null,
      sortBy: ({ days, state }) => (days !== null && state === 'late' ? -days : days),
      render: (duty) => <Time duty={duty} />,
    },
    {
      key: 'next',
      title: t('duties.nextTitle'),
      value: (duty) => [words.next(duty), words.without(duty)].filter(Boolean).join(' '),
      render: (duty) => <Next duty={duty} onRegister={setRegistered} />,
    },
    {
      key: 'agreement',
      title: t('duties.agreement'),
      value: (duty) => duty.agreementNumber ?? t('duties.ofCompany'),
      choice: (duty) => duty.agreementNumber ?? '',
      render: (duty) => <AgreementName duty={duty} />,
    },
  ];
  return (
    <>
      <DataTable id="duties" label={t('duties.title')} columns={columns} rows={duties} rowKey={({ id }) => id} pageSize={50} />
      <RegistrationDialog duty={registered} onClose={() => setRegistered(null)} />
    </>
  );
}

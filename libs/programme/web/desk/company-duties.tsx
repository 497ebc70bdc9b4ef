import { type Column, DataTable } from '@maru/web/data-table';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { type Duty, useDutyWords } from '../duties/words';
import { dutyTone } from './words';

/** What a company owes, for who looks at it and can do none of it. */
export function CompanyDuties({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const board = useRead('/api/programme/companies/{organisationId}/duties', { path: { organisationId } }, { supporting: true });
  const columns: Column<Duty>[] = [
    { key: 'duty', title: t('duties.duty'), value: words.name },
    {
      key: 'state',
      title: t('duties.stateTitle'),
      value: words.state,
      choice: ({ state }) => state,
      render: (duty) => <span className={`tag ${dutyTone[duty.state]}`}>{words.state(duty)}</span>,
    },
    { key: 'time', title: t('duties.timeTitle'), value: (duty) => words.time(duty) || null, sortBy: ({ days }) => days },
    { key: 'bound', title: t('desk.bound'), value: (duty) => words.bound(duty) || null, sortBy: ({ period }) => period?.to ?? null },
    { key: 'next', title: t('desk.nextOfCompany'), value: (duty) => words.next(duty) || null },
    { key: 'agreement', title: t('duties.agreement'), value: (duty) => duty.agreementNumber ?? t('duties.ofCompany') },
  ];
  return (
    <section className="card" aria-labelledby="company-duties">
      <h2 id="company-duties">{t('desk.duties')}</h2>
      {board.data ? (
        board.data.items.length > 0 ? (
          <>
            <DataTable
              id="duties"
              label={t('desk.duties')}
              columns={columns}
              rows={board.data.items}
              rowKey={({ id }) => id}
              pageSize={20}
              isSimulated={() => board.data?.simulated ?? false}
            />
            <p className="quiet">{t('duties.sub', { day: formats.day(board.data.today) })}</p>
          </>
        ) : (
          <Empty title={t('desk.noAgreement')} next={t('desk.noAgreementNext')} />
        )
      ) : board.error ? (
        <Failed error={board.error} retry={board.retry} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

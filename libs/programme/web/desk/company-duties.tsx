import { type Column, DataTable, EveryTableExports } from '@maru/web/data-table';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { type Duty, useDutyWords } from '../duties/words';
import { useOperatingWords } from '../operating/words';
import { dutyTone } from './words';

/**
 * What a company owes, for who looks at it and can do none of it: now, which is told in its file too.
 * @param isBesidePast whether the figures beside it stand as of a time that is past
 */
export function CompanyDuties({ organisationId, isBesidePast }: { organisationId: string; isBesidePast: boolean }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const board = useRead('/api/programme/companies/{organisationId}/duties', { path: { organisationId } }, { supporting: true });
  const about = useContext(EveryTableExports) ?? [];
  const { marked } = useOperatingWords();
  const notes = ({ today }: { today: string }) => [
    t('duties.sub', { day: formats.day(today) }),
    ...(isBesidePast ? [t('desk.dutiesNow', { day: formats.day(today) })] : []),
  ];
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
          <EveryTableExports value={[...about, ...marked(notes(board.data), board.data.simulated)]}>
            <DataTable
              id="duties"
              label={t('desk.duties')}
              columns={columns}
              rows={board.data.items}
              rowKey={({ id }) => id}
              pageSize={20}
              isSimulated={() => board.data?.simulated ?? false}
            />
            {notes(board.data).map((note) => (
              <p key={note} className="quiet">
                {note}
              </p>
            ))}
          </EveryTableExports>
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

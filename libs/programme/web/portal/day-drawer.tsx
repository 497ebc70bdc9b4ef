import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { Drawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { useRead } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type Compared, dayPath } from './words';

const tones = {
  'only-ours': 'tag-bad',
  foreign: 'tag-bad',
  'unknown-at-portal': 'tag-warning',
  'denied-at-portal': 'tag-warning',
  'unknown-nowhere': '',
  later: '',
} as const;
const kinds = {
  DO6001: 'sign-in',
  DO6002: 'sign-out',
  DO6003: 'read',
  DO6004: 'create',
  DO6005: 'update',
  DO6006: 'delete',
  DO6007: 'in-out',
} as const;

const atOf = ({ ours, portal }: Compared) => ours?.at ?? portal?.at ?? null;

function useColumns(): Column<Compared>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  /** The day stands in the title. */
  const clock = (text: string) => formats.exactInstant(text).slice(-'hh:mm:ss'.length);
  const kindOf = ({ ours, portal }: Compared) => {
    const code = ours?.useCode ?? portal?.useCode ?? null;
    return code !== null && code in kinds ? t(`sending.kinds.${kinds[code as keyof typeof kinds]}`) : code;
  };
  return [
    { key: 'at', title: t('sending.occurredAt'), value: (one) => timeCell(atOf(one), clock) },
    {
      key: 'state',
      title: t('portalList.stateTitle'),
      value: ({ state }) => t(`portalList.compared.${state}`),
      choice: ({ state }) => state,
      render: ({ state }) => <span className={`tag ${tones[state]}`}>{t(`portalList.compared.${state}`)}</span>,
    },
    { key: 'use', title: t('sending.kind'), value: kindOf },
    { key: 'row', title: t('portalList.fileRow'), value: ({ portal }) => portal?.row ?? null, isFigure: true },
    { key: 'user', title: t('portalList.portalUser'), value: ({ portal }) => portal?.userCode ?? null },
    { key: 'address', title: t('portalList.portalAddress'), value: ({ portal }) => portal?.address ?? null },
    { key: 'sent', title: t('portalList.sentAt'), value: ({ ours }) => timeCell(ours?.sentAt ?? null, clock) },
  ];
}

interface DayDrawerProps {
  siteId: string;
  day: string;
  onClose: () => void;
}

/** The rows of a day that are not the same on both sides, and what each of the words means. */
export function DayDrawer({ siteId, day, onClose }: DayDrawerProps) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const columns = useColumns();
  const { data, error, retry } = useRead(dayPath, { query: { siteId, day } });
  const label = t('portalList.rowsOf', { day: formats.day(day) });
  const content = () => {
    if (!data) return error ? <Failed error={error} retry={retry} /> : <Loading />;
    if (data.items.length === 0) return <Empty title={t('portalList.noRows')} next={t('portalList.noRowsNext')} />;
    const states = [...new Set(data.items.map(({ state }) => state))];
    return (
      <>
        {data.simulated && (
          <p>
            <SimulatedTag />
          </p>
        )}
        <Facts facts={states.map((state) => [t(`portalList.compared.${state}`), t(`portalList.means.${state}`)])} />
        <DataTable
          id="portal-rows"
          label={label}
          columns={columns}
          rows={data.items}
          rowKey={({ ours, portal }) => ours?.eventId ?? `row ${portal?.row}`}
          isSimulated={() => data.simulated}
          pageSize={50}
        />
        {data.count > data.items.length && (
          <p className="quiet">{t('portalList.moreRows', { shown: formats.count(data.items.length), count: formats.count(data.count) })}</p>
        )}
      </>
    );
  };
  return (
    <Drawer title={label} isOpen onClose={onClose}>
      {content()}
      <p className="quiet">{t('portalList.shownOnly')}</p>
      <Link to={`/programme/operating?day=${day}&site=${siteId}`}>{t('portalList.toDay')}</Link>
    </Drawer>
  );
}

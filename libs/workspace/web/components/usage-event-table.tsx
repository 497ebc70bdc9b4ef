import { type CellValue, type Column, DataTable, timeCell } from '@maru/web/data-table';
import { useDrawer } from '@maru/web/drawer';
import type { ReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
import { UsageEventDrawer } from './usage-event-drawer';
import { isOwn, type UsageEvent, useUsageWords } from './usage-words';
import './usage-event-table.css';
import { type Gap, type LogRow, logRows } from './usage-log-rows';

type Log = ReadPages<UsageEvent, { gaps: Gap[] }>;
type Row = LogRow<UsageEvent>;

/** Cut on the screen, where it is rarely wanted; whole when it is pointed at or copied. */
const RequestId = ({ id }: { id: string }) => (
  <code className="request-id" title={id}>
    {id}
  </code>
);

/** The columns of an event; those of persons are for the organisation itself. */
function useColumns(withPersons: boolean, linkTo: (id: string) => LinkProps): Column<UsageEvent>[] {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const { kindOf, causeOf, moduleOf, resourceOf, personOf } = useUsageWords();
  const at: Column<UsageEvent> = {
    key: 'at',
    title: t('usage.at'),
    value: ({ at }) => timeCell(at, formats.exactInstant),
    render: ({ id, at, simulated }) => (
      <>
        <Link {...linkTo(id)}>{formats.exactInstant(at)}</Link> {simulated && <SimulatedTag />}
      </>
    ),
  };
  const did: Column<UsageEvent>[] = [
    { key: 'kind', title: t('usage.kind'), value: kindOf, choice: ({ kind }) => kind },
    {
      key: 'resource',
      title: t('usage.resource'),
      value: resourceOf,
      render: (event) => <span title={event.resource}>{resourceOf(event)}</span>,
    },
    { key: 'module', title: t('usage.module'), value: moduleOf, choice: ({ module }) => module },
    { key: 'site', title: t('usage.site'), value: ({ site }) => site?.name ?? null, choice: ({ site }) => site?.id ?? 'none' },
    { key: 'cause', title: t('usage.cause'), value: causeOf, choice: ({ cause }) => cause },
  ];
  const trace: Column<UsageEvent>[] = [
    { key: 'bytes', title: t('usage.bytes'), value: ({ bytes }) => bytes, isFigure: true },
    {
      key: 'request',
      title: t('usage.requestId'),
      value: ({ requestId }) => requestId,
      render: ({ requestId }) => <RequestId id={requestId} />,
    },
  ];
  if (!withPersons) return [at, ...did, ...trace];
  const person: Column<UsageEvent> = { key: 'person', title: t('usage.person'), value: personOf };
  const address: Column<UsageEvent> = {
    key: 'address',
    title: t('usage.address'),
    value: (event) => (isOwn(event) ? event.address : null),
  };
  return [at, person, ...did, address, ...trace];
}

/** From when to when reads may be missing, and that nothing else is. */
function useGapSentence(): (gap: Gap) => string {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  return (gap) => {
    const [from, until] = [formats.exactInstant(gap.from), formats.exactInstant(gap.until)];
    const isOneDay = from.slice(0, -8) === until.slice(0, -8);
    return t('usage.gap', { from, until: isOneDay ? until.slice(-8) : until });
  };
}

/** A column of events as one of the log's rows; a gap has its time, and nothing else to say. */
function overRows({ key, title, isFigure, value, render, choice }: Column<UsageEvent>): Column<Row> {
  const ofGap = ({ until }: Gap): CellValue => (key === 'at' ? timeCell(until, () => '') : null);
  return {
    key,
    title,
    isFigure,
    value: (row) => ('event' in row ? (value?.(row.event) ?? null) : ofGap(row.gap)),
    render: render && ((row) => 'event' in row && render(row.event)),
    choice: choice && ((row) => ('event' in row ? choice(row.event) : '')),
  };
}

interface UsageEventTableProps {
  /** Short name of the table in the address. */
  id: string;
  read: Log;
  withPersons: boolean;
  label: string;
}

/** Usage events, newest first, with the gaps between them, a key for older ones, and each with all that is known of it. */
export function UsageEventTable({ id, read, withPersons, label }: UsageEventTableProps) {
  const { opened, linkTo, close } = useDrawer('event');
  const columns = useColumns(withPersons, linkTo).map(overRows);
  const gapSentence = useGapSentence();
  const events = read.data ?? [];
  return (
    <>
      <DataTable<Row>
        id={id}
        label={label}
        columns={columns}
        rows={logRows(events, read.pages?.[0]?.gaps ?? [])}
        rowKey={(row) => ('event' in row ? row.event.id : row.gap.from)}
        across={(row) => 'gap' in row && gapSentence(row.gap)}
        isSimulated={(row) => ('event' in row ? row.event : events[0])?.simulated ?? false}
        pages={read}
      />
      <UsageEventDrawer id={opened} events={events} pages={read} onClose={close} />
    </>
  );
}

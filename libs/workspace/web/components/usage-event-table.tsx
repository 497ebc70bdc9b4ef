import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import type { ReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { MoreKey } from './more-key';
import { useResourceName } from './resource-name';
import './usage-event-table.css';
import { type Gap, type LogRow, logRows } from './usage-log-rows';

type Event = Schemas['OfficeUsageEventItem'] | Schemas['OwnUsageEventItem'];
type Log = ReadPages<Event, { gaps: Gap[] }>;
type Row = LogRow<Event>;

const isOwn = (event: Event): event is Schemas['OwnUsageEventItem'] => 'person' in event;

/** Cut on the screen, where it is rarely wanted; whole when it is pointed at or copied. */
const RequestId = ({ id }: { id: string }) => (
  <code className="request-id" title={id}>
    {id}
  </code>
);

function useColumns(withPersons: boolean): Column<Event>[] {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const { modules } = useMe();
  const moduleName = (id: string) => modules.find((module) => module.id === id)?.name[currentLanguage()] ?? id;
  const resourceName = useResourceName();
  const at: Column<Event> = {
    key: 'at',
    title: t('usage.at'),
    render: ({ at, simulated }) => (
      <>
        {formats.exactInstant(at)} {simulated && <SimulatedTag />}
      </>
    ),
  };
  const did: Column<Event>[] = [
    { key: 'kind', title: t('usage.kind'), render: ({ kind }) => t(`usage.kinds.${kind}`) },
    {
      key: 'resource',
      title: t('usage.resource'),
      render: ({ module, resource }) => <span title={resource}>{resourceName(module, resource)}</span>,
    },
    { key: 'module', title: t('usage.module'), render: ({ module }) => moduleName(module) },
    { key: 'cause', title: t('usage.cause'), render: ({ cause }) => t(`usage.causes.${cause}`) },
  ];
  const trace: Column<Event>[] = [
    { key: 'bytes', title: t('usage.bytes'), render: ({ bytes }) => formats.count(bytes), isFigure: true },
    { key: 'request', title: t('usage.requestId'), render: ({ requestId }) => <RequestId id={requestId} /> },
  ];
  if (!withPersons) return [at, ...did, ...trace];
  const who = (event: Event) => isOwn(event) && (event.erased ? t('usage.erased') : event.person);
  const person = { key: 'person', title: t('usage.person'), render: (event: Event) => who(event) || '–' };
  const address = { key: 'address', title: t('usage.address'), render: (event: Event) => (isOwn(event) && event.address) || '–' };
  return [at, person, ...did, address, ...trace];
}

/** From when to when reads may be missing, and that nothing else is. */
function GapSentence({ gap }: { gap: Gap }) {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const [from, until] = [formats.exactInstant(gap.from), formats.exactInstant(gap.until)];
  const isOneDay = from.slice(0, -8) === until.slice(0, -8);
  return t('usage.gap', { from, until: isOneDay ? until.slice(-8) : until });
}

/** Usage events, newest first, with the gaps between them and a key for older ones. */
export function UsageEventTable({ read, withPersons, label }: { read: Log; withPersons: boolean; label: string }) {
  const columns = useColumns(withPersons).map(({ key, title, isFigure, render }) => ({
    key,
    title,
    isFigure,
    render: (row: Row) => 'event' in row && render(row.event),
  }));
  return (
    <>
      <DataTable<Row>
        label={label}
        columns={columns}
        rows={logRows(read.data ?? [], read.pages?.[0]?.gaps ?? [])}
        rowKey={(row) => ('event' in row ? row.event.id : row.gap.from)}
        across={(row) => 'gap' in row && <GapSentence gap={row.gap} />}
      />
      <MoreKey read={read} />
    </>
  );
}

import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { currentLanguage } from '@maru/web/language';
import { useMe } from '@maru/web/me';
import type { ReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Failed } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import './usage-event-table.css';

type Event = Schemas['OfficeUsageEventItem'] | Schemas['OwnUsageEventItem'];

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
  const columns: Column<Event>[] = [
    {
      key: 'at',
      title: t('usage.at'),
      render: ({ at, simulated }) => (
        <>
          {formats.exactInstant(at)} {simulated && <SimulatedTag />}
        </>
      ),
    },
    { key: 'kind', title: t('usage.kind'), render: ({ kind }) => t(`usage.kinds.${kind}`) },
    { key: 'cause', title: t('usage.cause'), render: ({ cause }) => t(`usage.causes.${cause}`) },
    { key: 'module', title: t('usage.module'), render: ({ module }) => moduleName(module) },
    { key: 'resource', title: t('usage.resource'), render: ({ resource }) => resource },
    { key: 'bytes', title: t('usage.bytes'), render: ({ bytes }) => formats.count(bytes), isFigure: true },
  ];
  if (withPersons) {
    columns.push(
      { key: 'person', title: t('usage.person'), render: (event) => (isOwn(event) && event.person) || '–' },
      { key: 'address', title: t('usage.address'), render: (event) => (isOwn(event) && event.address) || '–' },
    );
  }
  columns.push({ key: 'request', title: t('usage.requestId'), render: ({ requestId }) => <RequestId id={requestId} /> });
  return columns;
}

/** Usage events, newest first, with a key for older ones. */
export function UsageEventTable({ read, withPersons, label }: { read: ReadPages<Event>; withPersons: boolean; label: string }) {
  const { t } = useTranslation('web');
  const columns = useColumns(withPersons);
  return (
    <>
      <DataTable label={label} columns={columns} rows={read.data ?? []} rowKey={({ id }) => id} />
      {Boolean(read.error) && <Failed error={read.error} retry={read.retry} />}
      {read.hasMore && (
        <p className="row form-keys">
          <Button onClick={read.more} loading={read.isFetchingMore}>
            {t('table.more')}
          </Button>
        </p>
      )}
    </>
  );
}

import { useAddress } from '@maru/web/address';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { Drawer, useDrawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { ListCard } from '@maru/web/list-card';
import type { ReadPages } from '@maru/web/read';
import { useResourceName } from '@maru/web/resource-name';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { homeZone, zonedText } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DayEvent } from './words';

type Send = DayEvent['sends'][number];

/** What became of a send, in words; without one the event was not sent, and today it may still be. */
function useFate(day: string): (send: Send | undefined) => string {
  const { t } = useTranslation('programme');
  const isToday = day === zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm-dd'.length);
  return (send) => {
    if (!send) return t(isToday ? 'operating.fate.unsentYet' : 'operating.fate.unsentEver');
    return send.outcome === null ? t('operating.fate.noAnswer') : t(`operating.fate.${send.outcome}`);
  };
}

/** Each time that an event was sent, with the request and the answer to the letter. */
function SendsDrawer({ day, event, onClose }: { day: string; event: DayEvent; onClose: () => void }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const fateOf = useFate(day);
  const nameOf = useResourceName();
  return (
    <Drawer title={`${formats.exactInstant(event.at)} ${t(`operating.kind.${event.kind}`)}`} isOpen onClose={onClose}>
      {event.simulated && (
        <p>
          <SimulatedTag />
        </p>
      )}
      <Facts
        facts={[
          [t('operating.event.resource'), nameOf(event.module, event.resource)],
          [t('operating.event.bytes'), formats.count(event.bytes)],
          [t('operating.event.id'), <code key="id">{event.id}</code>],
          [t('operating.event.person'), <code key="person">{event.personCommitment}</code>],
          [t('operating.event.address'), <code key="address">{event.addressCommitment ?? '–'}</code>],
        ]}
      />
      {event.sends.length === 0 && <p className="quiet">{fateOf(undefined)}</p>}
      {event.sends.map((send) => (
        <section key={send.sentAt}>
          <h3 className="section-heading">{t('operating.event.sent', { at: formats.exactInstant(send.sentAt) })}</h3>
          <Facts
            facts={[
              [t('operating.event.fate'), fateOf(send)],
              [t('operating.event.code'), send.code ?? '–'],
              [t('operating.event.centre'), send.centreReceivedAt ?? '–'],
              [t('operating.event.request'), <code key="request">{send.request}</code>],
              [t('operating.event.answer'), <code key="answer">{send.answer ?? '–'}</code>],
            ]}
          />
        </section>
      ))}
      <p className="quiet">{t('operating.commitments')}</p>
    </Drawer>
  );
}

/** From use to receipt: every use of a day, what was sent of it, and what the log centre answered. */
export function DayView({ day, read }: { day: string; read: ReadPages<DayEvent> }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const address = useAddress();
  const drawer = useDrawer('event');
  const fateOf = useFate(day);
  const nameOf = useResourceName();
  const opened = read.data?.find(({ id }) => id === drawer.opened);
  /** Of each time that it was sent, in order; a cell of a file has a line for each. */
  const ofSends =
    (said: (send: Send) => string | null) =>
    ({ sends }: DayEvent) =>
      sends.map((send) => said(send) ?? '–').join('\n') || null;
  const columns: Column<DayEvent>[] = [
    {
      key: 'at',
      title: t('operating.event.at'),
      value: ({ at }) => timeCell(at, formats.exactInstant),
      render: ({ id, at, simulated }) => (
        <span className="row">
          <Link {...drawer.linkTo(id)}>{formats.exactInstant(at)}</Link> {simulated && <SimulatedTag />}
        </span>
      ),
      inFile: [
        { key: 'at', title: t('operating.event.at'), value: ({ at }) => timeCell(at, formats.exactInstant) },
        { key: 'id', title: t('operating.event.id'), value: ({ id }) => id },
      ],
    },
    { key: 'kind', title: t('operating.event.kind'), value: ({ kind }) => t(`operating.kind.${kind}`), choice: ({ kind }) => kind },
    {
      key: 'resource',
      title: t('operating.event.resource'),
      value: ({ module, resource }) => nameOf(module, resource),
      inFile: [
        { key: 'resource', title: t('operating.event.resource'), value: ({ module, resource }) => nameOf(module, resource) },
        { key: 'bytes', title: t('operating.event.bytes'), value: ({ bytes }) => bytes },
        { key: 'person', title: t('operating.event.person'), value: ({ personCommitment }) => personCommitment },
        { key: 'address', title: t('operating.event.address'), value: ({ addressCommitment }) => addressCommitment },
      ],
    },
    {
      key: 'fate',
      title: t('operating.event.fate'),
      value: ({ sends }) => fateOf(sends.at(-1)),
      choice: ({ sends }) => sends.at(-1)?.outcome ?? (sends.length > 0 ? 'none' : 'unsentEver'),
    },
    { key: 'code', title: t('operating.event.code'), value: ({ sends }) => sends.map(({ code }) => code ?? '–').join(', ') || null },
    {
      key: 'sent',
      title: t('operating.event.sentAt'),
      value: ({ sends }) => timeCell(sends.at(-1)?.sentAt ?? null, formats.exactInstant),
      inFile: [
        { key: 'sent', title: t('operating.event.sentAt'), value: ofSends(({ sentAt }) => formats.exactInstant(sentAt)) },
        { key: 'outcomes', title: t('operating.event.fates'), value: ofSends(fateOf) },
        { key: 'centre', title: t('operating.event.centre'), value: ofSends(({ centreReceivedAt }) => centreReceivedAt) },
        { key: 'request', title: t('operating.event.request'), value: ofSends(({ request }) => request) },
        { key: 'answer', title: t('operating.event.answer'), value: ofSends(({ answer }) => answer) },
      ],
    },
  ];
  const label = t('operating.eventsOf', { day: formats.day(day) });
  return (
    <section aria-labelledby="day-events">
      <div className="row">
        <h2 id="day-events" className="section-heading">
          {label}
        </h2>
        <Link to={address.to({ day: null, event: null })}>{t('operating.backToMonth')}</Link>
      </div>
      <ListCard read={read} empty={<Empty title={t('operating.noEvents')} />}>
        {(rows) => (
          <DataTable
            id="events"
            label={label}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            pages={read}
            isSimulated={({ simulated }) => simulated}
          />
        )}
      </ListCard>
      {opened && <SendsDrawer day={day} event={opened} onClose={drawer.close} />}
    </section>
  );
}

import { useAddress } from '@maru/web/address';
import { send } from '@maru/web/client';
import { FileDrop } from '@maru/web/file-drop';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { isAbsent } from '@maru/web/problem';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { UploadLine } from '@maru/web/uploads';
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ImportBegin } from '../components/import/import-begin';
import { formatWords } from '../components/import/import-format';
import { ImportList } from '../components/import/import-list';
import { ImportView } from '../components/import/import-view';
import { checkKind, importPath, importsPath } from '../importing/words';
import type { Metering } from '../metering/next-step';
import { useMetering } from '../metering/use-metering';
import './import.css';
import './meters.css';

const uploads = new UploadLine(checkKind);

/** Files to send, and what became of earlier ones. */
function Overview({ metering }: { metering: Metering }) {
  const { t } = useTranslation('fems');
  const { set, to } = useAddress();
  const may = useMay('fems.reading.import');
  const begun = useRef(0);
  // Of several files each is looked at from the list; a single one is shown at once.
  const queries = useQueryClient();
  const open = (importId: string, isLast: boolean) => {
    void queries.invalidateQueries({ queryKey: [importsPath] });
    begun.current++;
    if (isLast && begun.current === 1) set({ import: importId });
    if (isLast) begun.current = 0;
  };
  return (
    <Page title={t('import.title')} sub={t('import.sub')} figures>
      {metering.points.length === 0 ? (
        <ImportBegin metering={metering} />
      ) : (
        may && (
          <FileDrop
            line={uploads}
            title={t('import.drop')}
            chooseLabel={t('import.choose')}
            hint={t('import.forms')}
            begin={async (fileId, options) => (await send('post', importsPath, { body: { fileId }, ...options })).id}
            begun={open}
            isMultiple
          />
        )
      )}
      <ImportList addressOf={(importId) => to({ import: importId })} />
    </Page>
  );
}

/** What the address names is no import of the organisation: asking again would be answered the same. */
function NoSuchImport() {
  const { t } = useTranslation('fems');
  return (
    <Page title={t('import.title')} figures>
      <div className="card">
        <Empty title={t('import.absent')} next={t('import.absentNext')}>
          <Link className="button" to="/fems/import">
            {t('import.toList')}
          </Link>
        </Empty>
      </div>
    </Page>
  );
}

function One({ importId, metering }: { importId: string; metering: Metering }) {
  const { t } = useTranslation('fems');
  const { data, error } = useRead(importPath, { path: { id: importId } }, { supporting: true });
  if (!data && isAbsent(error)) return <NoSuchImport />;
  return (
    <Page
      title={data?.fileName ?? t('import.title')}
      sub={data?.format ? formatWords(t, data.format) : undefined}
      actions={
        <Link className="button" to="/fems/import">
          {t('import.toList')}
        </Link>
      }
      figures
    >
      <ImportView importId={importId} metering={metering} />
    </Page>
  );
}

/** 가져오기: readings from a file, from choosing it to seeing them; the address holds which import is shown. */
export default function ImportPage() {
  const { t } = useTranslation('fems');
  const { get } = useAddress();
  const { data, error, retry } = useMetering({ supporting: true });
  const importId = get('import');
  if (data) return importId ? <One key={importId} importId={importId} metering={data} /> : <Overview metering={data} />;
  return (
    <Page title={t('import.title')} sub={t('import.sub')} figures>
      <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>
    </Page>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { CopyKey } from '../kit/copy-key';
import { ConfirmKey, FormDialog } from '../kit/dialog';
import { Drawer, useDrawer } from '../kit/drawer';
import { Facts } from '../kit/facts';
import { KeyPanel } from '../kit/key-panel';
import { MoreKey } from '../kit/more-key';
import { problems } from './samples';
import { Group, Specimen } from './specimen';

const nothing = () => undefined;
const pages = { error: null, retry: nothing, hasMore: true, isFetchingMore: false, more: nothing };

function PlainKeys() {
  const { t } = useTranslation('showcase');
  return (
    <Specimen of="button" title={t('keys.plain')} use={t('keys.plainUse')}>
      <div className="row">
        <button type="button" className="button button-main">
          {t('keys.main')}
        </button>
        <button type="button" className="button">
          {t('keys.other')}
        </button>
        <button type="button" className="button button-plain">
          {t('keys.quiet')}
        </button>
        <button type="button" className="button" disabled>
          {t('keys.disabled')}
        </button>
        <Button type="primary">{t('keys.main')}</Button>
        <Button>{t('keys.other')}</Button>
        <Button danger>{t('keys.danger')}</Button>
        <Button loading>{t('keys.pending')}</Button>
      </div>
    </Specimen>
  );
}

function DrawerSpecimen() {
  const { t } = useTranslation('showcase');
  const { opened, linkTo, close } = useDrawer('drawer');
  return (
    <Specimen of="Drawer Facts" title={t('keys.drawer')} use={t('keys.drawerUse')}>
      <p>
        <Link {...linkTo('sample')}>{t('keys.openDrawer')}</Link>
      </p>
      <Facts
        facts={[
          [t('sample.name'), t('sample.meter', { number: 1 })],
          [t('sample.state'), t('sample.states.running')],
        ]}
      />
      <Drawer
        title={t('sample.meter', { number: 1 })}
        isOpen={opened !== null}
        onClose={close}
        actions={
          <button type="button" className="button" onClick={close}>
            {t('keys.other')}
          </button>
        }
      >
        <Facts facts={[[t('sample.name'), t('sample.meter', { number: 1 })]]} />
      </Drawer>
    </Specimen>
  );
}

/** What is pressed, and what opens then. */
export function KeySpecimens() {
  const { t } = useTranslation('showcase');
  const [isOpen, setOpen] = useState(false);
  return (
    <Group title={t('keys.title')}>
      <PlainKeys />
      <Specimen of="ConfirmKey" title={t('keys.confirm')} use={t('keys.confirmUse')}>
        <div className="row">
          <ConfirmKey
            label={t('keys.other')}
            title={t('keys.question')}
            consequence={t('keys.consequence')}
            act={() => Promise.resolve()}
          />
          <ConfirmKey
            label={t('keys.danger')}
            title={t('keys.question')}
            consequence={t('keys.refusedConsequence')}
            isDanger
            act={() => Promise.reject(problems.refused(t('forms.refused')))}
          />
        </div>
      </Specimen>
      <Specimen of="FormDialog" title={t('keys.dialog')} use={t('keys.dialogUse')}>
        <div className="row">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('keys.openDialog')}
          </button>
        </div>
        <FormDialog title={t('keys.dialog')} isOpen={isOpen} onClose={() => setOpen(false)}>
          <p>{t('keys.dialogUse')}</p>
        </FormDialog>
      </Specimen>
      <DrawerSpecimen />
      <Specimen of="KeyPanel" title={t('keys.panel')} use={t('keys.panelUse')}>
        <div className="row">
          <KeyPanel label={t('keys.panel')}>
            {(close) => (
              <button type="button" className="button" onClick={close}>
                {t('keys.other')}
              </button>
            )}
          </KeyPanel>
        </div>
      </Specimen>
      <Specimen of="CopyKey" title={t('keys.copy')}>
        <CopyKey text="019b76da-a7ff-7e11-8bcd-00112233ffee" label={t('keys.copy')} />
      </Specimen>
      <Specimen of="MoreKey" title={t('keys.more')} use={t('keys.moreUse')}>
        <div className="row">
          <MoreKey read={pages} />
          <MoreKey read={{ ...pages, isFetchingMore: true }} />
        </div>
      </Specimen>
    </Group>
  );
}

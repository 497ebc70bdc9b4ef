import { Drawer as AntDrawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useAddress } from './address';
import './drawer.css';

/** State of an entry of the history that a drawer was opened with: the entry before it is the page without the drawer. */
const openedHere = { opened: true };

/**
 * What a drawer shows is named by the address, so that it can be sent and comes back with a reload. Opened by a link of the page
 * (`linkTo`), the back key closes it, and closing it is going back; opened by an address that was sent, closing it takes the name out.
 */
export function useDrawer(name: string) {
  const address = useAddress();
  const navigate = useNavigate();
  const { state } = useLocation();
  const close = () => {
    if ((state as typeof openedHere | null)?.opened) void navigate(-1);
    else address.set({ [name]: null }, { replace: true });
  };
  return {
    opened: address.get(name),
    /** Properties of a link that opens it. */
    linkTo: (id: string) => ({ to: address.to({ [name]: id }), state: openedHere, preventScrollReset: true }),
    close,
  };
}

interface DrawerProps {
  title: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  /** Keys for what can be done with what is shown. */
  actions?: ReactNode;
  children: ReactNode;
}

/** Details beside what they belong to; on a phone they cover the page. Focus goes in, stays, and comes back to where it was. */
export function Drawer({ title, isOpen, onClose, actions, children }: DrawerProps) {
  const { t } = useTranslation('web');
  return (
    <AntDrawer
      className="drawer"
      title={title}
      open={isOpen}
      onClose={onClose}
      size="min(34rem, 100vw)"
      destroyOnHidden
      closable={{ 'aria-label': t('dialog.close'), placement: 'end' }}
      footer={actions}
    >
      {children}
    </AntDrawer>
  );
}
